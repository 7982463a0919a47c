using System.CommandLine;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Every option that describes the picture, applied from top to bottom.</summary>
internal static class RequestOptions
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        .. PictureOptionSet.All,
        .. SchedulerOptionSet.All,
        .. NoiseOptionSet.All,
        .. StartOptionSet.All,
        .. MaskOptionSet.All,
        .. PictureEditOptionSet.All,
        .. HiresOptionSet.All,
        .. VaeOptionSet.All,
        .. ControlOptionSet.All,
        .. PromptEditOptionSet.All,
        .. AttentionOptionSet.All,
        .. MapOptionSet.All,
        .. PreviewOptionSet.All,
        UpscaleOption.Factor,
    ];

    /// <summary>The request that the arguments describe; its ranges are checked when it is generated.</summary>
    public static TextureRequest Read(string prompt, ParseResult parsed)
    {
        return All.Aggregate(new TextureRequest(prompt), (request, option) => option.Apply(request, parsed));
    }
}
