using DiffusionTextures.Latents;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>Gives recorded draws in order and counts them.</summary>
internal sealed class BankNoise(float[][] bank) : INoiseSource
{
    public int Draws { get; private set; }

    public void NextNormal(Span<float> destination) => bank[Draws++].CopyTo(destination);

    public void NextBrownian(double from, double to, Span<float> destination) => NextNormal(destination);
}
