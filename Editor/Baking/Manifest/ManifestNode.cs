using System.Globalization;
using DiffusionTextures.Schedulers;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>A value in a manifest that knows its name and its place, and reads itself as what is expected there.</summary>
internal sealed class ManifestNode
{
    private readonly string _file;
    private readonly YamlNode _node;

    public ManifestNode(string file, string name, YamlNode node)
    {
        _file = file;
        Name = name;
        _node = node;
    }

    /// <summary>The key that it stands under.</summary>
    public string Name { get; }

    /// <summary>File, line and column, counted from 1.</summary>
    public string Place => $"{_file}:{_node.Start.Line}:{_node.Start.Column}";

    public bool IsList => _node is YamlSequenceNode;

    public bool IsMap => _node is YamlMappingNode;

    /// <summary>The manifest cannot be used because of this value.</summary>
    /// <param name="problem">What is wrong, after "'name' ".</param>
    public ManifestException Error(string problem, Exception? inner = null) => new(Place, $"'{Name}' {problem}", inner);

    /// <summary>Its entries, in the order of the file.</summary>
    /// <param name="keys">The keys that are known here; null for names that the author chooses.</param>
    /// <exception cref="ManifestException">It is no map, or a key is not known; the message suggests near ones.</exception>
    public IReadOnlyList<ManifestNode> Entries(IReadOnlyCollection<string>? keys = null)
    {
        if (_node is not YamlMappingNode map)
        {
            throw Error($"is {Kind}; 'key: value' lines are expected.");
        }

        var entries = new List<ManifestNode>(map.Children.Count);
        foreach (var (key, value) in map.Children)
        {
            var name = key is YamlScalarNode { Value: { } text } ? text : throw new ManifestException(PlaceOf(key), "A key must be a word.");
            if (keys?.Contains(name) == false)
            {
                throw new ManifestException(PlaceOf(key), $"'{name}' is no key of '{Name}'. {NearNames.Suggest(name, keys)}");
            }

            entries.Add(new ManifestNode(_file, name, value));
        }

        return entries;
    }

    /// <summary>Its items; a single value counts as a list of one.</summary>
    public IReadOnlyList<ManifestNode> Items()
    {
        return _node is YamlSequenceNode list ? [.. list.Children.Select(child => new ManifestNode(_file, Name, child))] : [this];
    }

    /// <exception cref="ManifestException">It is a list or a map.</exception>
    public string Text() => _node is YamlScalarNode { Value: { } value } ? value : throw Error($"is {Kind}; text is expected.");

    /// <exception cref="ManifestException">It is no whole number.</exception>
    public long Whole()
    {
        return long.TryParse(PlainText("a whole number"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"is {Kind}; a whole number is expected.");
    }

    /// <exception cref="ManifestException">It is no whole number of that range.</exception>
    public int Whole(int minimum, int maximum)
    {
        var value = Whole();
        return value >= minimum && value <= maximum ? (int)value : throw Error($"is {value}; it must be {minimum} to {maximum}.");
    }

    /// <exception cref="ManifestException">It is no number.</exception>
    public float Number()
    {
        return float.TryParse(PlainText("a number"), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw Error($"is {Kind}; a number is expected.");
    }

    /// <exception cref="ManifestException">It is neither true nor false.</exception>
    public bool Flag()
    {
        return PlainText("true or false") switch
        {
            "true" => true,
            "false" => false,
            _ => throw Error($"is {Kind}; true or false is expected."),
        };
    }

    /// <summary>One of a few words.</summary>
    /// <exception cref="ManifestException">It is another one; the message suggests near ones.</exception>
    public T Word<T>(IReadOnlyDictionary<string, T> words)
    {
        var text = Text();
        return words.TryGetValue(text, out var value)
            ? value
            : throw Error($"is '{text}'; one of {string.Join(", ", words.Keys)} is expected. {NearNames.Suggest(text, words.Keys)}");
    }

    /// <summary>Reads with a parser of the runtime; what it refuses is told with the place.</summary>
    public T Parse<T>(Func<string, T> parse)
    {
        try
        {
            return parse(Text());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw Error($"is '{Text()}': {exception.Message}", exception);
        }
    }

    private string Kind => _node switch
    {
        YamlSequenceNode => "a list",
        YamlMappingNode => "a map of keys",
        YamlScalarNode { Value: null or "" } => "empty",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        _ => "no value",
    };

    private string PlaceOf(YamlNode node) => $"{_file}:{node.Start.Line}:{node.Start.Column}";

    private string PlainText(string expected)
    {
        return _node is YamlScalarNode { Style: not ScalarStyle.Plain }
            ? throw Error($"is the text \"{Text()}\"; {expected} is expected, without quotation marks.")
            : Text();
    }
}
