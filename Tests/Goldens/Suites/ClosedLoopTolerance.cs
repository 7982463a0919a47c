namespace DiffusionTextures.Goldens.Suites;

/// <summary>Largest absolute differences allowed in a closed loop, per quantity.</summary>
public sealed record ClosedLoopTolerance(double Text, double Prediction, double Latents, double Image)
{
    /// <summary>What the issue tracker and the goldens' README ask of float32 models.</summary>
    public static readonly ClosedLoopTolerance Float32 = new(1e-4, 1e-4, 1e-4, 1e-3);
}
