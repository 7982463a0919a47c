namespace DiffusionTextures.CommandLine.Failures;

/// <summary>The arguments, or a file that they name, cannot be used. The message is one line: what, given, expected, what to do.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
