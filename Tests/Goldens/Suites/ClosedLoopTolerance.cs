using System.Text.Json;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>Largest absolute differences allowed in a closed loop, per quantity.</summary>
public sealed record ClosedLoopTolerance(double Text, double Prediction, double Latents, double Image)
{
    /// <summary>What the issue tracker and the goldens' README ask of float32 models.</summary>
    public static readonly ClosedLoopTolerance Float32 = new(1e-4, 1e-4, 1e-4, 1e-3);

    /// <summary>The tolerances that a manifest states, under <c>suggested_tolerance</c>.</summary>
    public static ClosedLoopTolerance From(JsonElement suggested)
    {
        return new ClosedLoopTolerance(Read("text_encoder"), Read("eps_first"), Read("final_latents"), Read("image"));

        double Read(string name) => suggested.GetProperty(name).GetDouble();
    }
}
