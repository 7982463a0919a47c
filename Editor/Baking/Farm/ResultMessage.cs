using System.Text.Json;

namespace DiffusionTextures.Baking.Farm;

/// <summary>What became of a job, told to the bake that waits for it.</summary>
/// <param name="Key">Key of the picture.</param>
/// <param name="Milliseconds">Time to generate it; 0 when it was stored before.</param>
/// <param name="Worker">Who made it.</param>
internal sealed record ResultMessage(string Key, double Milliseconds, string Worker)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static ResultMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ResultMessage>(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
