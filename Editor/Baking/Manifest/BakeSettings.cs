using System.Text.Json.Nodes;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>Every key that describes pictures. Paths are relative to the manifest's folder.</summary>
internal static class BakeSettings
{
    private static readonly Dictionary<string, TileAxes> Axes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["xy"] = TileAxes.XY, ["x"] = TileAxes.X, ["y"] = TileAxes.Y, ["none"] = TileAxes.None,
    };

    private static readonly Dictionary<string, NormalConvention> Conventions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["opengl"] = NormalConvention.OpenGL, ["directx"] = NormalConvention.DirectX,
    };

    public static IReadOnlyList<BakeSetting> All { get; } =
    [
        Request("prompt", "What the material shows. {axis} stands for the value of a matrix axis, __name__ for a word of a wildcard list.", Text(),
            (node, _) => node.Text(), (request, value) => request with { Prompt = value }),
        Request("negative", "What it should not show.", Text(), (node, _) => node.Text(), (request, value) => request with { NegativePrompt = value }),
        Request("style", "Words around the prompt, which {prompt} stands for, or after it; one or a list.", OneOrMore(Text()),
            (node, _) => node.Items().Select(item => new PromptStyle(item.Text(), item.Text(), string.Empty)).ToArray(),
            (request, value) => request with { Styles = value }),
        Request("size", "Texels: 256, or 256x128.", AnyOf(Whole(8, 4096), new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+x[0-9]+$" }),
            (node, _) => Size(node), (request, value) => request with { Width = value.Width, Height = value.Height }),
        Request("steps", "Solver steps.", Whole(1, 1000), (node, _) => node.Whole(1, 1000), (request, value) => request with { NumInferenceSteps = value }),
        Request("guidance", "How closely to follow the prompt.", Number(0, 100), (node, _) => Range(node, 0, 100), (request, value) => request with { GuidanceScale = value }),
        Request("scheduler", "A diffusers class or an AUTOMATIC1111 name.", Text(), (node, _) => node.Parse(SchedulerNames.Parse),
            (request, value) => request with { Scheduler = value.Kind, SchedulerOptions = value.Options }),
        Request("seed", "Seed of the noise; in a matrix a list, or a range such as 1-4.", new JsonObject { ["type"] = "integer" }, (node, _) => node.Whole(),
            (request, value) => request with { Seed = value }),
        Request("maps", "Which maps: albedo, normal, height, roughness, metallic, ao, or all.", OneOrMore(MapName()), (node, _) => Maps(node),
            (request, value) => request with { Maps = value }),
        Request("normals", "Green of the normal map: opengl points up, directx down.", Words(Conventions.Keys), (node, _) => node.Word(Conventions),
            (request, value) => request with { MapSettings = request.MapSettings with { NormalConvention = value } }),
        Request("normal-strength", "Factor on the slopes of the normal map.", Number(0, 100), (node, _) => Range(node, 0, 100),
            (request, value) => request with { MapSettings = request.MapSettings with { NormalStrength = value } }),
        Request("init-image", "Picture to start from, which sets the size.", Text(), (node, folder) => Picture(node, folder, image => image.ToTensor()),
            (request, value) => request with { InitImage = value }),
        Request("mask", "What to repaint of init-image: white is new.", Text(), (node, folder) => Picture(node, folder, image => image.ToMask()),
            (request, value) => request with { Mask = value }),
        Request("strength", "How much of init-image may change.", Number(0, 1), (node, _) => Range(node, 0, 1), (request, value) => request with { Strength = value }),
        Generator("model", "Folder of a diffusers-ONNX export; pocket is the model that comes with the package.", Text(),
            ModelFolder, (options, value) => options with { ModelFolder = value }),
        Generator("tile", "Borders that continue at the opposite one.", Words(Axes.Keys), (node, _) => node.Word(Axes),
            (options, value) => options with { Edits = options.Edits with { Tiling = value } }),
        Generator("clip-skip", "Layer of the text encoder to steer with, from the end.", Whole(1, 64), (node, _) => node.Whole(1, 64),
            (options, value) => options with { Edits = options.Edits with { ClipSkip = value } }),
        Generator("loras", "LoRA files, each with a weight: file.safetensors:0.8.", OneOrMore(Text()), (node, folder) => node.Items().Select(item => Lora(item, folder)).ToArray(),
            (options, value) => options with { Edits = options.Edits with { Loras = value } }),
        Generator("embeddings", "Textual inversion files; the file's name is the word.", OneOrMore(Text()),
            (node, folder) => node.Items().Select(item => new EmbeddingReference(ExistingFile(item, item.Text(), folder))).ToArray(),
            (options, value) => options with { Edits = options.Edits with { Embeddings = value } }),
    ];

    /// <summary>The setting of that name, or null.</summary>
    public static BakeSetting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    private static BakeSetting Request<T>(
        string name, string description, JsonObject schema, Func<ManifestNode, string, T> read, Func<TextureRequest, T, TextureRequest> apply)
    {
        return new BakeSetting(name, description, schema, (node, folder) =>
        {
            var value = read(node, folder);
            return recipe => recipe with { Request = apply(recipe.Request, value) };
        });
    }

    private static BakeSetting Generator<T>(
        string name, string description, JsonObject schema, Func<ManifestNode, string, T> read, Func<TextureGeneratorOptions, T, TextureGeneratorOptions> apply)
    {
        return new BakeSetting(name, description, schema, (node, folder) =>
        {
            var value = read(node, folder);
            return recipe => recipe with { Generator = apply(recipe.Generator, value) };
        });
    }

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Whole(int minimum, int maximum) => new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };

    private static JsonObject Number(double minimum, double maximum) => new() { ["type"] = "number", ["minimum"] = minimum, ["maximum"] = maximum };

    private static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    private static JsonObject MapName() => Words(MapNames.All.Append("all"));

    private static JsonObject AnyOf(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    private static JsonObject OneOrMore(JsonObject item) => AnyOf(item, new JsonObject { ["type"] = "array", ["items"] = item.DeepClone() });

    private static (int Width, int Height) Size(ManifestNode node)
    {
        var sides = node.Text().Split('x');
        return sides.Length <= 2 && sides.All(side => int.TryParse(side, out var texels) && texels is >= 8 and <= 4096)
            ? (int.Parse(sides[0]), int.Parse(sides[^1]))
            : throw node.Error($"is '{node.Text()}'; texels are expected, 8 to 4096, such as 256 or 256x128.");
    }

    private static float Range(ManifestNode node, float minimum, float maximum)
    {
        var value = node.Number();
        return value >= minimum && value <= maximum ? value : throw node.Error($"is {value}; it must be {minimum} to {maximum}.");
    }

    private static MaterialMaps Maps(ManifestNode node)
    {
        return node.Items().Select(item => item.Parse(MapNames.Parse)).Aggregate(MaterialMaps.None, (all, one) => all | one);
    }

    private static FloatTensor Picture(ManifestNode node, string folder, Func<TextureImage, FloatTensor> convert)
    {
        var path = ExistingFile(node, node.Text(), folder);
        try
        {
            return convert(TextureImage.Load(path));
        }
        catch (Exception exception) when (exception is TextureFileException or NotSupportedException)
        {
            throw node.Error($"cannot be used: {exception.Message}", exception);
        }
    }

    private static string? ModelFolder(ManifestNode node, string folder)
    {
        if (node.Text() == "pocket")
        {
            return null;
        }

        var path = Path.GetFullPath(node.Text(), folder);
        return Directory.Exists(path) ? path : throw node.Error($"is '{node.Text()}', and there is no folder '{path}'. Give a diffusers-ONNX export, or pocket.");
    }

    private static LoraReference Lora(ManifestNode node, string folder)
    {
        var text = node.Text();
        var colon = text.LastIndexOf(':');
        return colon > 0 && float.TryParse(text.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture, out var weight)
            ? new LoraReference(ExistingFile(node, text[..colon], folder), weight)
            : new LoraReference(ExistingFile(node, text, folder));
    }

    private static string ExistingFile(ManifestNode node, string text, string folder)
    {
        var path = Path.GetFullPath(text, folder);
        return File.Exists(path) ? path : throw node.Error($"names '{text}', and there is no file '{path}'.");
    }
}
