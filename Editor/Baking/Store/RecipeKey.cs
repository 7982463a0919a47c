using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Store;

/// <summary>The key of a picture: SHA-256 of everything that decides its pixels. Files count by their content, so that the key is the same on every machine.</summary>
/// <remarks>Every property of the request and of the generator's options takes part unless it is named here, so that a new one is never forgotten.</remarks>
internal static class RecipeKey
{
    /// <summary>Raised whenever the same request gives other bytes than before.</summary>
    private const int Numerics = 1;

    private static readonly HashSet<string> WithoutEffectOnPixels =
    [
        nameof(TextureGeneratorOptions.WarmUp),
        nameof(TextureGeneratorOptions.IntraOpNumThreads),
        nameof(TextureGeneratorOptions.DeviceId),
        nameof(TextureGeneratorOptions.Memory),
        nameof(TextureRequest.KeepTensors),
    ];

    private static readonly JsonSerializerOptions Format = new()
    {
        Converters = { new TensorConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    public static string Of(BakeRecipe recipe, FileHashes hashes)
    {
        var content = new { Numerics, recipe.Request, Generator = ByContent(recipe.Generator, hashes) };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, Format)));
    }

    /// <summary>The part of the key that stands for the generator alone: pictures that share it share a loaded model.</summary>
    public static string GeneratorOf(BakeRecipe recipe, FileHashes hashes)
    {
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(ByContent(recipe.Generator, hashes), Format)));
    }

    /// <summary>Every file and folder that the generator reads.</summary>
    public static IReadOnlyList<string> PathsOf(TextureGeneratorOptions options)
    {
        string?[] folders = [options.ModelFolder ?? PocketModel.Folder, options.VaeFolder, options.UNetFolder];
        var edits = options.Edits;
        return [.. folders.OfType<string>(), .. edits.Loras.Select(lora => lora.Path), .. edits.Embeddings.Select(embedding => embedding.Path), .. edits.ControlNets];
    }

    private static TextureGeneratorOptions ByContent(TextureGeneratorOptions options, FileHashes hashes)
    {
        var edits = options.Edits;
        return options with
        {
            ModelFolder = hashes.Of(options.ModelFolder ?? PocketModel.Folder),
            VaeFolder = options.VaeFolder == null ? null : hashes.Of(options.VaeFolder),
            UNetFolder = options.UNetFolder == null ? null : hashes.Of(options.UNetFolder),
            Edits = edits with
            {
                Loras = [.. edits.Loras.Select(lora => lora with { Path = hashes.Of(lora.Path) })],
                Embeddings = [.. edits.Embeddings.Select(embedding => embedding with { Path = hashes.Of(embedding.Path) })],
                ControlNets = [.. edits.ControlNets.Select(hashes.Of)],
            },
        };
    }

    private static void LeaveOut(JsonTypeInfo type)
    {
        if (type.Type == typeof(TextureRequest) || type.Type == typeof(TextureGeneratorOptions))
        {
            foreach (var property in type.Properties.Where(property => WithoutEffectOnPixels.Contains(property.Name)).ToList())
            {
                type.Properties.Remove(property);
            }
        }
    }

    private sealed class TensorConverter : JsonConverter<FloatTensor>
    {
        public override FloatTensor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Keys are only written.");

        public override void Write(Utf8JsonWriter writer, FloatTensor value, JsonSerializerOptions options)
        {
            var shape = string.Join('x', value.Shape);
            writer.WriteStringValue($"{shape}:{Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(value.Span)))}");
        }
    }
}
