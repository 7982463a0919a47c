namespace GameLoop;

/// <summary>A material that has come.</summary>
/// <param name="Prompt">Its words.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="AskedInFrame">When it was asked for.</param>
/// <param name="ShownInFrame">When it was first seen whole.</param>
/// <param name="Seconds">Between the two, by the clock.</param>
/// <param name="Previews">How many previews were seen meanwhile.</param>
internal sealed record ArrivedMaterial(string Prompt, long Seed, long AskedInFrame, long ShownInFrame, double Seconds, int Previews);
