namespace DiffusionTextures.Baking.Farm;

/// <summary>A job that this worker has and must acknowledge.</summary>
/// <param name="Tag">The broker's delivery tag.</param>
/// <param name="Priority">Queue that it came from.</param>
/// <param name="Route">Its routing key, which names the bake.</param>
/// <param name="Bake">Who waits for the result; null for nobody.</param>
/// <param name="Tries">How often it has failed before.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record TakenJob(ulong Tag, FarmPriority Priority, string Route, string? Bake, int Tries, byte[] Body)
{
    /// <summary>What to make; null when the bytes are no job.</summary>
    public JobMessage? Message { get; } = JobMessage.Read(Body);
}
