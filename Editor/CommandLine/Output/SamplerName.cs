namespace DiffusionTextures.CommandLine.Output;

internal static class SamplerName
{
    public static string Of(GenerationReport report) => report.SchedulerName;

    public static string? Config(TextureRequest request) => null;
}
