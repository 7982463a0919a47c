namespace DiffusionTextures.CommandLine.Tests;

/// <summary>One run of the tool in this process: its exit code and what it wrote.</summary>
internal sealed record DtexRun(int ExitCode, string Output, string Error)
{
    /// <summary>Standard error as lines.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<DtexRun> WithAsync(params string[] args) => await WithAsync(false, args);

    /// <param name="isWatched">As if standard error were a terminal.</param>
    /// <param name="args">The arguments.</param>
    public static async Task<DtexRun> WithAsync(bool isWatched, params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var exitCode = await Dtex.RunAsync(args, new ToolConsole(output, error, isWatched));
        return new DtexRun(exitCode, output.ToString(), error.ToString());
    }
}
