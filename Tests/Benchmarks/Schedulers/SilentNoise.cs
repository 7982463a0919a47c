using DiffusionTextures.Latents;

namespace DiffusionTextures.Benchmarks.Schedulers;

/// <summary>Draws that cost nothing: the buffer stays as it is.</summary>
internal sealed class SilentNoise : INoiseSource
{
    public void NextNormal(Span<float> destination)
    {
    }

    public void NextBrownian(double from, double to, Span<float> destination)
    {
    }
}
