using System;

namespace DiffusionTextures
{
    /// <summary>AUTOMATIC1111's variations: a second seed mixed in, and noise of another picture size pasted into the middle.</summary>
    public sealed record NoiseVariation
    {
        /// <summary>Seed of the noise that is mixed in; image i of a batch uses Seed + i, and the main seed then stays the same for all images.</summary>
        public ulong Seed { get; init; }

        /// <summary>0 is the main seed's noise, 1 the variation's. 0 switches the mixing off.</summary>
        public float Strength { get; init; }

        /// <summary>Height in latent cells of the picture whose composition is kept, or 0.</summary>
        public int ResizeFromHeight { get; init; }

        /// <summary>Width in latent cells of the picture whose composition is kept, or 0.</summary>
        public int ResizeFromWidth { get; init; }

        /// <summary>Checks the ranges.</summary>
        /// <exception cref="ArgumentException">The strength is outside [0,1], or just one of the sizes is given.</exception>
        internal void Validate()
        {
            if (!(Strength >= 0 && Strength <= 1))
            {
                throw new ArgumentException($"The variation strength is {Strength}, expected 0 to 1.");
            }

            if (ResizeFromHeight < 0 || ResizeFromWidth < 0 || (ResizeFromHeight == 0) != (ResizeFromWidth == 0))
            {
                throw new ArgumentException(
                    $"The seed is resized from {ResizeFromWidth}x{ResizeFromHeight} latent cells, expected both sizes positive, or both 0 for no resizing.");
            }
        }

        /// <summary>Copies the middle of <paramref name="source"/> over the middle of <paramref name="target"/>, as far as both reach.</summary>
        /// <remarks>Odd differences round towards minus infinity, as the reference's integer division does.</remarks>
        internal static void PasteMiddle(ReadOnlySpan<float> source, int sourceHeight, int sourceWidth, Span<float> target, int height, int width, int channels)
        {
            var dx = (width - sourceWidth) >> 1;
            var dy = (height - sourceHeight) >> 1;
            var columns = Math.Min(dx >= 0 ? sourceWidth : sourceWidth + (2 * dx), width - Math.Max(dx, 0));
            var rows = Math.Min(dy >= 0 ? sourceHeight : sourceHeight + (2 * dy), height - Math.Max(dy, 0));
            for (var channel = 0; channel < channels && columns > 0; channel++)
            {
                for (var row = 0; row < rows; row++)
                {
                    var from = ((((channel * sourceHeight) + row + Math.Max(-dy, 0)) * sourceWidth) + Math.Max(-dx, 0));
                    var to = ((((channel * height) + row + Math.Max(dy, 0)) * width) + Math.Max(dx, 0));
                    source.Slice(from, columns).CopyTo(target.Slice(to));
                }
            }
        }
    }
}
