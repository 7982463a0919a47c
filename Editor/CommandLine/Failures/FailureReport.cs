using DiffusionTextures.Authoring;
using DiffusionTextures.Baking;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Failures;

/// <summary>Turns what went wrong into an exit code and one line.</summary>
internal static class FailureReport
{
    /// <summary>Prints the line, and the whole exception when <paramref name="verbose"/>. Returns the exit code.</summary>
    public static int Write(Exception exception, TextWriter error, bool verbose)
    {
        var (code, message) = Describe(exception);
        error.WriteLine($"dtex: {SingleLine(message)}");
        if (verbose)
        {
            error.WriteLine(exception);
        }

        return code;
    }

    /// <summary>Line breaks and runs of spaces become one space; other control characters, which could steer a terminal, are shown as a question mark.</summary>
    internal static string SingleLine(string text)
    {
        var words = text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(string.Join(' ', words).Select(character => char.IsControl(character) ? '?' : character));
    }

    /// <summary>What an argument exception says, without the parameter and the value that .NET appends.</summary>
    internal static string Sentence(ArgumentException exception)
    {
        var end = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }

    private static (int Code, string Message) Describe(Exception exception)
    {
        return exception switch
        {
            UsageException => (ExitCode.Usage, exception.Message),
            OperationCanceledException => (ExitCode.Cancelled, "cancelled; nothing was written."),
            ModelException => (ExitCode.Model, exception.Message),
            InferenceException => (ExitCode.Inference, exception.Message),
            MaterialException => (ExitCode.Usage, exception.Message),
            ManifestException => (ExitCode.Usage, exception.Message),
            BakeException => (ExitCode.Bake, exception.Message),
            TextureFileException => (ExitCode.Usage, exception.Message),
            ArgumentException argument => (ExitCode.Usage, Describe(argument)),
            OutOfMemoryException => (ExitCode.Inference, "memory ran out. Ask for a smaller picture, or close other programs."),
            _ => (ExitCode.Defect, $"a defect of dtex: {exception.GetType().Name}: {exception.Message} Run it again with --verbose and report what it prints."),
        };
    }

    /// <summary>The exception's own sentence, led by the option that set the value instead of the property that refused it.</summary>
    private static string Describe(ArgumentException exception)
    {
        var sentence = Sentence(exception);
        var option = OptionNames.Of(exception.ParamName);
        var given = exception is ArgumentOutOfRangeException { ActualValue: { } value } ? FormattableString.Invariant($" {value}") : string.Empty;
        return option is null ? sentence : $"{option}{given}: {sentence}";
    }
}
