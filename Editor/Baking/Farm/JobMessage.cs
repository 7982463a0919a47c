using System.Text.Json;

namespace DiffusionTextures.Baking.Farm;

/// <summary>One picture to make: the manifest that describes it, as the store keeps it, and the picture's key.</summary>
/// <param name="Manifest">Name of the manifest in the store.</param>
/// <param name="Key">Key of the picture.</param>
internal sealed record JobMessage(string Manifest, string Key)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <returns>The message, or null when the bytes are none: a poison message that no try will cure.</returns>
    public static JobMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<JobMessage>(bytes) is { Manifest: not null, Key: not null } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
