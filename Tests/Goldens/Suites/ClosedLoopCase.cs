using System.Text.Json;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>One case of a closed-loop manifest: typed access to its settings and files.</summary>
public sealed class ClosedLoopCase
{
    private readonly JsonElement _json;
    private readonly string _folder;

    /// <param name="id">Name in the manifest.</param>
    /// <param name="json">Its object.</param>
    /// <param name="folder">The folder that its files lie in.</param>
    public ClosedLoopCase(string id, JsonElement json, string folder)
    {
        Id = id;
        _json = json;
        _folder = folder;
    }

    public string Id { get; }

    /// <summary>scheduler_config.json for the case: its class and its configuration.</summary>
    public string SchedulerConfig
    {
        get
        {
            var config = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(_json.GetProperty("scheduler_config"))!;
            config["_class_name"] = _json.GetProperty("scheduler");
            return JsonSerializer.Serialize(config);
        }
    }

    public int Steps => _json.GetProperty("steps").GetInt32();

    public float GuidanceScale => _json.GetProperty("guidance_scale").GetSingle();

    public float[] Timesteps => _json.GetProperty("timesteps").EnumerateArray().Select(value => value.GetSingle()).ToArray();

    /// <summary>The value of an optional key; <paramref name="fallback"/> when it is absent or null.</summary>
    public T Get<T>(string key, T fallback) => Find(key) is { } value ? value.Deserialize<T>()! : fallback;

    /// <summary>The element of an optional key, or null when it is absent or null.</summary>
    public JsonElement? Find(string key)
    {
        return _json.TryGetProperty(key, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
    }

    /// <summary>A stored array of the case, or null when the manifest names none.</summary>
    public FloatTensor? File(string quantity)
    {
        return _json.GetProperty("files").TryGetProperty(quantity, out var name) ? FloatTensor.Load(Path.Combine(_folder, name.GetString()!)) : null;
    }
}
