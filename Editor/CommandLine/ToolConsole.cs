namespace DiffusionTextures.CommandLine;

/// <summary>Where one run of the tool writes: results to <paramref name="Output"/>, everything for the person watching to <paramref name="Error"/>.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsWatched">Standard error is a terminal: progress and notes are wanted.</param>
public sealed record ToolConsole(TextWriter Output, TextWriter Error, bool IsWatched)
{
    /// <summary>The console of this process.</summary>
    public static ToolConsole OfProcess => new(Console.Out, Console.Error, !Console.IsErrorRedirected);
}
