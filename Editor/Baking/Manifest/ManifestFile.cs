using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>Reads a manifest's text: YAML 1.2, of which JSON is a part.</summary>
internal static class ManifestFile
{
    private const long MaxBytes = 16 << 20;

    /// <exception cref="ManifestException">The file is missing, too large, or no YAML; line and column are told.</exception>
    public static ManifestNode Open(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            throw new ManifestException(path, "This manifest does not exist. Give a YAML or JSON file; Samples/BatchBake/materials.yaml is an example.");
        }

        if (info.Length > MaxBytes)
        {
            throw new ManifestException(path, $"The manifest has {info.Length:N0} bytes; {MaxBytes:N0} is the limit. Split it, or use a matrix instead of written-out materials.");
        }

        using var reader = new StreamReader(path);
        return Parse(path, reader);
    }

    /// <param name="name">As places in messages begin.</param>
    public static ManifestNode Parse(string name, TextReader reader)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count == 1
                ? new ManifestNode(name, "manifest", stream.Documents[0].RootNode)
                : throw new ManifestException(name, $"{stream.Documents.Count} documents are in this file; one is expected.");
        }
        catch (YamlException exception)
        {
            throw new ManifestException($"{name}:{exception.Start.Line}:{exception.Start.Column}", $"This is no YAML: {exception.Message}", exception);
        }
    }
}
