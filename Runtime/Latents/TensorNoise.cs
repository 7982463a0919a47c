using System;

namespace DiffusionTextures.Latents
{
    /// <summary>Noise that was drawn before: replays the draws of a tensor [k,...] in order, Brownian increments included.</summary>
    internal sealed class TensorNoise : INoiseSource
    {
        private readonly FloatTensor _draws;
        private readonly int _size;
        private int _next;

        /// <summary>Replays <paramref name="draws"/>, whose first axis counts the draws.</summary>
        /// <exception cref="ArgumentException">The tensor has no axis, or its draws are empty.</exception>
        public TensorNoise(FloatTensor draws)
        {
            if (draws.Shape.Count == 0 || draws.Span.Length == 0)
            {
                throw new ArgumentException($"The stored noise has the shape {draws}, expected [draws,B,C,h,w] with at least one draw.", nameof(draws));
            }

            _draws = draws;
            _size = draws.Span.Length / draws.Shape[0];
        }

        /// <summary>How many draws were used so far.</summary>
        public int Used => _next;

        /// <inheritdoc/>
        /// <exception cref="InvalidOperationException">All draws are used, or a draw has another size.</exception>
        public void NextNormal(Span<float> destination)
        {
            if (destination.Length != _size)
            {
                throw new InvalidOperationException(
                    $"A draw of {destination.Length} normals is needed, but the stored noise {_draws} has {_size} per draw. Store noise of the latents' shape.");
            }

            if (_next == _draws.Shape[0])
            {
                throw new InvalidOperationException(
                    $"Draw {_next + 1} of noise is needed, but the stored noise {_draws} has {_next}. Store more draws, or choose fewer steps or a scheduler that draws less.");
            }

            _draws.Span.Slice(_next++ * _size, _size).CopyTo(destination);
        }

        /// <inheritdoc/>
        public void NextBrownian(double from, double to, Span<float> destination) => NextNormal(destination);
    }
}
