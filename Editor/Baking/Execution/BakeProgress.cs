namespace DiffusionTextures.Baking.Execution;

/// <summary>How far a bake has come.</summary>
/// <param name="Total">Pictures of the plan.</param>
/// <param name="Done">Of these finished, whichever way.</param>
/// <param name="Generated">Of these generated now.</param>
/// <param name="Failed">Of these failed.</param>
/// <param name="Rate">Generated pictures a second, over the last ones; 0 before the second.</param>
/// <param name="Remaining">Time left at that rate; null while it is unknown.</param>
internal readonly record struct BakeProgress(int Total, int Done, int Generated, int Failed, double Rate, TimeSpan? Remaining);
