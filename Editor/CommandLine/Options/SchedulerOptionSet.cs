using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Which solver, and what it changes of the model's scheduler configuration.</summary>
internal static class SchedulerOptionSet
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, SchedulerChoice>(
            nameof(TextureRequest.Scheduler),
            ValueOption.One("--scheduler", "NAME", "A diffusers class or an AUTOMATIC1111 name such as \"DPM++ 2M Karras\"; see dtex schedulers list. Default: the model's.", ParseName),
            (request, choice) => request with { Scheduler = choice.Kind, SchedulerOptions = choice.Options }),
        BoundOption.Of<TextureRequest, bool>(
            nameof(SchedulerOptions.UseKarrasSigmas),
            ValueOption.Flag("--karras", "Spaces the sigmas as Karras et al. do."),
            (request, value) => request with { SchedulerOptions = request.SchedulerOptions with { UseKarrasSigmas = value } }),
        BoundOption.Of<TextureRequest, float>(
            nameof(SchedulerOptions.Eta),
            ValueOption.Real("--eta", "Stochasticity of DDIM and TCD, 0 to 1.", "0.5"),
            (request, value) => request with { SchedulerOptions = request.SchedulerOptions with { Eta = value } }),
        BoundOption.Of<TextureRequest, IReadOnlyList<SchedulerOptions>>(
            nameof(TextureRequest.SchedulerOptions),
            ValueOption.Many("--scheduler-config", "KEY=VALUE", "Overrides a key of scheduler_config.json, for example timestep_spacing=trailing.", ParsePair),
            (request, values) => request with { SchedulerOptions = values.Aggregate(request.SchedulerOptions, Overlay) }),
    ];

    private static SchedulerChoice ParseName(string name)
    {
        try
        {
            return SchedulerNames.Parse(name);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"is not known: {FailureReport.Sentence(exception)} See 'dtex schedulers list'.", exception);
        }
    }

    private static SchedulerOptions ParsePair(string pair)
    {
        var separator = pair.IndexOf('=');
        if (separator <= 0)
        {
            throw new UsageException($"is '{pair}'; KEY=VALUE is expected, for example timestep_spacing=trailing.");
        }

        try
        {
            return SchedulerOptions.Parse([KeyValuePair.Create(pair[..separator].Trim(), pair[(separator + 1)..].Trim())]);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"is '{pair}': {FailureReport.Sentence(exception)}", exception);
        }
    }

    /// <summary>The lower options with everything that the upper ones set.</summary>
    private static SchedulerOptions Overlay(SchedulerOptions lower, SchedulerOptions upper)
    {
        var result = lower with { };
        foreach (var property in typeof(SchedulerOptions).GetProperties().Where(property => property.CanWrite))
        {
            if (property.GetValue(upper) is { } value)
            {
                property.SetValue(result, value);
            }
        }

        return result;
    }
}
