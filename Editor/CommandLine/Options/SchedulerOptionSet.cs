namespace DiffusionTextures.CommandLine.Options;

internal static class SchedulerOptionSet
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } = [];
}
