using System.Text.Json;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>What all cases of a closed-loop manifest share: the model and the stored inputs.</summary>
public sealed class GoldenInputs
{
    private readonly string _root;
    private readonly JsonElement _manifest;
    private readonly string _inputs;

    public GoldenInputs(string root, JsonElement manifest, string inputs)
    {
        _root = root;
        _manifest = manifest;
        _inputs = inputs;
    }

    /// <summary>Folder of the model that the manifest's cases run on.</summary>
    public string Model => Path.Combine(_root, "models", Text("family") ?? "tiny_sd");

    /// <summary>A text at the top of the manifest, such as e2e's one prompt; null when it has none.</summary>
    public string? Text(string key) => _manifest.TryGetProperty(key, out var value) ? value.GetString() : null;

    /// <summary>Path of an adapter file, without its extension in the manifests.</summary>
    public string Adapter(string name) => Path.Combine(_root, "adapters", name + ".safetensors");

    /// <summary>A stored input such as <c>in_latents</c>.</summary>
    public FloatTensor Load(string name) => FloatTensor.Load(Path.Combine(_inputs, name + ".npy"));
}
