using System;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Multiplies a text encoder's hidden states by the weights of their tokens. Source: AUTOMATIC1111's sd_emphasis.</summary>
    internal static class EmphasisWeights
    {
        /// <summary>Weights one chunk in place.</summary>
        /// <param name="hiddenStates">[T,D], row-major; overwritten.</param>
        /// <param name="weights">[T].</param>
        /// <param name="restoreMean">
        /// Afterwards scale all of it so that the mean over [T,D] is what it was ("Original"); without, the weights act alone ("No norm"). Where all
        /// weights are 1 nothing changes, and where the weighted mean is 0 there is no scale to restore it.
        /// </param>
        /// <exception cref="ArgumentException">The states are no whole number of rows for the weights.</exception>
        public static void Apply(Span<float> hiddenStates, ReadOnlySpan<float> weights, bool restoreMean)
        {
            if (weights.Length == 0 || hiddenStates.Length % weights.Length != 0)
            {
                throw new ArgumentException($"{hiddenStates.Length} hidden states do not divide among {weights.Length} weights, expected [T,D] and [T].", nameof(weights));
            }

            if (AllOne(weights))
            {
                return;
            }

            var width = hiddenStates.Length / weights.Length;
            var before = Sum(hiddenStates);
            for (var token = 0; token < weights.Length; token++)
            {
                Scale(hiddenStates.Slice(token * width, width), weights[token]);
            }

            var after = Sum(hiddenStates);
            if (restoreMean && after != 0)
            {
                Scale(hiddenStates, (float)(before / after));
            }
        }

        private static bool AllOne(ReadOnlySpan<float> weights)
        {
            foreach (var weight in weights)
            {
                if (weight != 1f)
                {
                    return false;
                }
            }

            return true;
        }

        private static double Sum(ReadOnlySpan<float> values)
        {
            var sum = 0.0;
            foreach (var value in values)
            {
                sum += value;
            }

            return sum;
        }

        private static void Scale(Span<float> values, float factor)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] *= factor;
            }
        }
    }
}
