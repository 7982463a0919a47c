using System;
using System.Collections.Generic;

namespace DiffusionTextures.Denoising
{
    /// <summary>
    /// Keeps an edit where its word acts (Hertz et al. 2022, section 4, local editing): outside of the mask the edited latent is the source's. The mask is where the word's
    /// attention so far, its 3x3 maximum, exceeds a share of its own greatest value, in the source's picture or in the edited one.
    /// </summary>
    /// <remarks>Allocates in the first step only. The reference masks with the layers of 16x16, which are those of the latent halved twice; so does this, or with the nearest there are.</remarks>
    internal sealed class LocalBlend
    {
        private const int MaskLevel = 2;

        private readonly IReadOnlyList<WordAttention> _words;
        private readonly float _threshold;
        private readonly TileAxes _tiling;
        private bool[]? _mask;

        /// <param name="words">The word in the edited prompt, and that in the source's where it has one.</param>
        /// <param name="threshold">Share of the greatest attention, 0 to 1.</param>
        /// <param name="tiling">Axes on which the picture continues at the opposite border.</param>
        public LocalBlend(IReadOnlyList<WordAttention> words, float threshold, TileAxes tiling)
        {
            _words = words;
            _threshold = threshold;
            _tiling = tiling;
        }

        /// <summary>What is attended to by the words' tokens.</summary>
        public IReadOnlyList<WordAttention> Words => _words;

        /// <summary>Puts the source back outside of the mask.</summary>
        /// <param name="latents">[2,C,h,w]: source, edited.</param>
        /// <param name="height">h.</param>
        /// <param name="width">w.</param>
        public void Apply(Span<float> latents, int height, int width)
        {
            _mask ??= new bool[height * width];
            Array.Clear(_mask, 0, _mask.Length);
            for (var i = 0; i < _words.Count; i++)
            {
                AddMask(Level(_words[i]), _threshold, _tiling, _mask, width);
            }

            var source = latents.Slice(0, latents.Length / 2);
            var edited = latents.Slice(latents.Length / 2);
            for (var i = 0; i < source.Length; i++)
            {
                if (!_mask[i % _mask.Length])
                {
                    edited[i] = source[i];
                }
            }
        }

        private static WordAttentionLevel Level(WordAttention word)
        {
            var nearest = word.Levels[0];
            for (var i = 1; i < word.Levels.Count; i++)
            {
                if (Math.Abs(word.Levels[i].Level - MaskLevel) < Math.Abs(nearest.Level - MaskLevel))
                {
                    nearest = word.Levels[i];
                }
            }

            return nearest;
        }

        /// <summary>Adds what one word reaches to a mask.</summary>
        /// <param name="level">The word's attention so far.</param>
        /// <param name="threshold">Share of the greatest attention.</param>
        /// <param name="tiling">Axes on which the picture continues at the opposite border.</param>
        /// <param name="mask">[h,w] of the latent.</param>
        /// <param name="width">w.</param>
        internal static void AddMask(WordAttentionLevel level, float threshold, TileAxes tiling, bool[] mask, int width)
        {
            var height = mask.Length / width;
            var most = 0f;
            for (var i = 0; i < level.Sum.Length; i++)
            {
                most = Math.Max(most, level.Sum[i]);
            }

            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    mask[y * width + x] |= Pooled(level, tiling, y * level.Height / height, x * level.Width / width) > threshold * most;
                }
            }
        }

        /// <summary>Greatest value of a place and its eight neighbours.</summary>
        private static float Pooled(WordAttentionLevel level, TileAxes tiling, int y, int x)
        {
            var most = float.NegativeInfinity;
            for (var dy = -1; dy <= 1; dy++)
            {
                var row = Neighbour(y + dy, level.Height, (tiling & TileAxes.Y) != 0);
                for (var dx = -1; dx <= 1; dx++)
                {
                    most = Math.Max(most, level.Sum[row * level.Width + Neighbour(x + dx, level.Width, (tiling & TileAxes.X) != 0)]);
                }
            }

            return most;
        }

        private static int Neighbour(int at, int side, bool wraps)
        {
            return wraps ? (at + side) % side : Math.Min(side - 1, Math.Max(0, at));
        }
    }
}
