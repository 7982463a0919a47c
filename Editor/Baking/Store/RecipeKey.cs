using System.Reflection;
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
    private const int Numerics = 2;

    private static readonly HashSet<string> WithoutEffectOnPixels =
    [
        nameof(TextureGeneratorOptions.WarmUp),
        nameof(TextureGeneratorOptions.IntraOpNumThreads),
        nameof(TextureGeneratorOptions.DeviceId),
        nameof(TextureGeneratorOptions.DirectMLDevice),
        nameof(TextureGeneratorOptions.Memory),
        nameof(TextureGeneratorOptions.PreviewDecoderFolder),
        nameof(TextureGeneratorOptions.ThreadPriority),
        nameof(TextureGeneratorOptions.PausePoint),
        nameof(TextureGeneratorOptions.MaxBatchRows),
        nameof(TextureGeneratorOptions.MaxMemoryBytes),
        nameof(TextureRequest.Preview),
        nameof(TextureRequest.Priority),
        nameof(TextureRequest.KeepTensors),
    ];

    /// <summary>Options that name a folder whose content decides pixels.</summary>
    private static readonly PropertyInfo[] Folders =
    [
        .. typeof(TextureGeneratorOptions).GetProperties().Where(property => property.PropertyType == typeof(string) && !WithoutEffectOnPixels.Contains(property.Name)),
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

    /// <summary>Tells loaded generators of this process apart: by their options, and by the times of their files, which are not read.</summary>
    public static string NameOf(TextureGeneratorOptions options)
    {
        return $"{JsonSerializer.Serialize(options, Format)}|{string.Join('|', PathsOf(options).Select(FileHashes.Stamp))}";
    }

    /// <summary>Every file and folder that the generator reads.</summary>
    public static IReadOnlyList<string> PathsOf(TextureGeneratorOptions options)
    {
        var edits = options.Edits;
        return
        [
            options.ModelFolder ?? PocketModel.Folder,
            .. Folders.Where(property => property.Name != nameof(options.ModelFolder)).Select(property => property.GetValue(options)).OfType<string>(),
            .. edits.Loras.Select(lora => lora.Path),
            .. edits.Embeddings.Select(embedding => embedding.Path),
            .. edits.ControlNets,
        ];
    }

    /// <summary>Whether a file that the generator reads was changed since its hash was taken: then a picture made now may not have the key that was computed.</summary>
    public static bool HasChanged(TextureGeneratorOptions options, FileHashes hashes) => PathsOf(options).Any(hashes.HasChanged);

    private static TextureGeneratorOptions ByContent(TextureGeneratorOptions options, FileHashes hashes)
    {
        var edits = options.Edits;
        var byContent = options with
        {
            ModelFolder = options.ModelFolder ?? PocketModel.Folder,
            Edits = edits with
            {
                Loras = [.. edits.Loras.Select(lora => lora with { Path = hashes.Of(lora.Path) })],
                Embeddings = [.. edits.Embeddings.Select(embedding => embedding with { Path = hashes.Of(embedding.Path) })],
                ControlNets = [.. edits.ControlNets.Select(hashes.Of)],
            },
        };
        foreach (var folder in Folders)
        {
            folder.SetValue(byContent, folder.GetValue(byContent) is string path ? hashes.Of(path) : null);
        }

        return byContent;
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
