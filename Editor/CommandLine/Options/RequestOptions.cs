using System.CommandLine;
using DiffusionTextures.CommandLine.Output;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Every option that describes the picture: one entry per property of <see cref="TextureRequest"/>, applied from top to bottom.</summary>
internal static class RequestOptions
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        Bind(nameof(TextureRequest.NegativePrompt), ValueOption.Text("--negative", "TEXT", "What it should not show."),
            (request, value) => request with { NegativePrompt = value }),
        Bind(nameof(TextureRequest.Width), ValueOption.Whole("--width", "Width in texels. Default: the model's own size.", 512),
            (request, value) => request with { Width = value }),
        Bind(nameof(TextureRequest.Height), ValueOption.Whole("--height", "Height in texels. Default: the model's own size.", 512),
            (request, value) => request with { Height = value }),
        Bind(nameof(TextureRequest.NumInferenceSteps), ValueOption.Whole("--steps", "Solver steps, 1 to 1000. Default: the model's, else 20.", 20),
            (request, value) => request with { NumInferenceSteps = value }),
        Bind(nameof(TextureRequest.GuidanceScale), ValueOption.Real("--guidance", "How closely to follow the prompt, 0 to 100. Default: the model's, else 7.5.", "7.5"),
            (request, value) => request with { GuidanceScale = value }),
        Bind(nameof(TextureRequest.Seed), ValueOption.Long("--seed", "Seed of the noise; picture i of --count takes seed + i. Default: random.", 1234),
            (request, value) => request with { Seed = value }),
        Bind(nameof(TextureRequest.Maps), ValueOption.One("--maps", "LIST", $"Which maps, separated by commas: {string.Join(",", MapNames.All)}. Default: all.", MapNames.Parse),
            (request, value) => request with { Maps = value }),
        .. SchedulerOptionSet.All,
        Bind(nameof(TextureRequest.InitLatents), ValueOption.Tensor("--init-latents", "Start noise [B,C,h,w], standard normal, before scaling by init_noise_sigma."),
            (request, value) => request with { InitLatents = value }),
        Bind(nameof(TextureRequest.StepNoise), ValueOption.Tensor("--step-noise", "Noise of stochastic schedulers [k,B,C,h,w], in the order of the draws."),
            (request, value) => request with { StepNoise = value }),
    ];

    /// <summary>The request that the arguments describe; its ranges are checked when it is generated.</summary>
    public static TextureRequest Read(string prompt, ParseResult parsed)
    {
        return All.Aggregate(new TextureRequest(prompt), (request, option) => option.Apply(request, parsed));
    }

    private static BoundOption<TextureRequest, T> Bind<T>(string member, Option<T> option, Func<TextureRequest, T, TextureRequest> set)
    {
        return new BoundOption<TextureRequest, T>(member, option, set);
    }
}
