using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Makes options whose parse errors say what was given, what was expected and show an example. Numbers have a point in every culture.</summary>
internal static class ValueOption
{
    /// <summary>A switch without a value.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<string> Text(string name, string helpName, string description) => One(name, helpName, description, text => text);

    public static Option<int> Whole(string name, string description, int example) => One(name, "N", description, text => ParseWhole(text, example));

    /// <summary>As <see cref="Whole"/>, for what has no property that would check the range.</summary>
    public static Option<int> Whole(string name, string description, int example, int minimum, int maximum)
    {
        return One(name, "N", description, text => ParseWhole(text, example) is var value && value >= minimum && value <= maximum
            ? value
            : throw new UsageException($"is {value}; it must be {minimum} to {maximum}."));
    }

    public static Option<long> Long(string name, string description, long example)
    {
        return One(name, "N", description, text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"is '{text}'; a whole number of 64 bits is expected, for example {name} {example}."));
    }

    public static Option<float> Real(string name, string description, string example)
    {
        return One(name, "X", description, text => ParseReal(text, example));
    }

    /// <summary>A NumPy file, read when the arguments are.</summary>
    public static Option<FloatTensor> Tensor(string name, string description) => One(name, "F.npy", description, ReadTensor);

    /// <summary>A picture as a tensor: a .npy file as it is, any other file as a PNG.</summary>
    public static Option<FloatTensor> Picture(string name, string description, Func<TextureImage, FloatTensor> convert)
    {
        return One(name, "FILE", description, path => ReadPictureOrTensor(path, convert));
    }

    /// <summary>One of a few words, case-insensitive where the dictionary is.</summary>
    public static Option<T> Word<T>(string name, string description, IReadOnlyDictionary<string, T> words)
    {
        var list = string.Join('|', words.Keys);
        return One(name, list, description, text => words.TryGetValue(text, out var value) ? value : throw new UsageException($"is '{text}'; {list} is expected."));
    }

    /// <summary>A value with a parser of its own, which throws <see cref="UsageException"/> with a sentence that follows the option's name.</summary>
    public static Option<T> One<T>(string name, string helpName, string description, Func<string, T> parse)
    {
        return new Option<T>(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Parse(name, result, () => parse(result.Tokens[0].Value)),
        };
    }

    /// <summary>An option that may be repeated; the values in the order given.</summary>
    public static Option<IReadOnlyList<T>> Many<T>(string name, string helpName, string description, Func<string, T> parse)
    {
        return new Option<IReadOnlyList<T>>(name)
        {
            Description = $"{description} May be repeated.",
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result => Parse<IReadOnlyList<T>>(name, result, () => [.. result.Tokens.Select(token => parse(token.Value))]),
        };
    }

    /// <summary>As <see cref="Picture"/> reads it.</summary>
    public static FloatTensor ReadPictureOrTensor(string path, Func<TextureImage, FloatTensor> convert)
    {
        return Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? ReadTensor(path) : ReadPicture(path, convert);
    }

    /// <summary>As <see cref="Real"/> reads it.</summary>
    public static float ParseReal(string text, string example)
    {
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"is '{text}'; a number is expected, for example {example}.");
    }

    private static T? Parse<T>(string name, ArgumentResult result, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (UsageException exception)
        {
            result.AddError($"{name} {exception.Message}");
            return default;
        }
    }

    private static FloatTensor ReadTensor(string path)
    {
        try
        {
            return FloatTensor.Load(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"'{path}' cannot be read: {exception.Message} Give a .npy file as numpy.save writes it.", exception);
        }
    }

    private static FloatTensor ReadPicture(string path, Func<TextureImage, FloatTensor> convert)
    {
        try
        {
            return convert(TextureImage.Load(path));
        }
        catch (Exception exception) when (exception is TextureFileException or NotSupportedException)
        {
            throw new UsageException($"cannot be used: {exception.Message}", exception);
        }
    }

    private static int ParseWhole(string text, int example)
    {
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"is '{text}'; a whole number is expected, for example {example}.");
    }
}
