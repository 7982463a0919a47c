namespace DiffusionTextures.CommandLine.Failures;

/// <summary>What the tool's exit code says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A defect of the tool itself.</summary>
    public const int Defect = 1;

    /// <summary>Wrong arguments, or a file named by them cannot be read or written.</summary>
    public const int Usage = 2;

    /// <summary>The model folder cannot be used.</summary>
    public const int Model = 3;

    /// <summary>The model is loaded but computing failed.</summary>
    public const int Inference = 4;

    /// <summary>A bake ended, but some of its pictures could not be made.</summary>
    public const int Incomplete = 5;

    /// <summary>A bake cannot go on: the disk is full, the store cannot be written, the model was changed.</summary>
    public const int Bake = 6;

    /// <summary>Stopped by Ctrl+C: 128 + SIGINT, as shells count it.</summary>
    public const int Cancelled = 130;
}
