using System.Text.Json;

namespace DiffusionTextures.Baking.Farm;

/// <summary>What a worker says about itself every second.</summary>
/// <param name="Worker">Machine and process.</param>
/// <param name="Done">Pictures made since it started.</param>
/// <param name="Failed">Jobs given up on since it started.</param>
/// <param name="Rate">Pictures a second over the last minute.</param>
/// <param name="Current">Key that it works on; empty when it waits.</param>
internal sealed record Heartbeat(string Worker, long Done, long Failed, double Rate, string Current)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static Heartbeat? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Heartbeat>(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
