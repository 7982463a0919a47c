using System;

namespace DiffusionTextures.Latents
{
    /// <summary>The same draw for every picture of a batch, for pictures that differ in their conditioning only.</summary>
    internal sealed class RepeatedNoise : INoiseSource
    {
        private readonly INoiseSource _source;
        private readonly int _images;

        public RepeatedNoise(INoiseSource source, int images)
        {
            _source = source;
            _images = images;
        }

        public void NextNormal(Span<float> destination)
        {
            _source.NextNormal(destination.Slice(0, destination.Length / _images));
            Repeat(destination);
        }

        public void NextBrownian(double from, double to, Span<float> destination)
        {
            _source.NextBrownian(from, to, destination.Slice(0, destination.Length / _images));
            Repeat(destination);
        }

        private void Repeat(Span<float> destination)
        {
            var length = destination.Length / _images;
            for (var i = 1; i < _images; i++)
            {
                destination.Slice(0, length).CopyTo(destination.Slice(i * length));
            }
        }
    }
}
