using System;
using System.Numerics;
using System.Runtime.InteropServices;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Denoising.Guidance
{
    /// <summary>Classifier-free guidance (arXiv:2207.12598) and its rescale (arXiv:2305.08891, section 3.4), in place on spans.</summary>
    /// <remarks>
    /// u, c     predictions for the negative and the positive prompt
    /// g        guidance scale
    /// mixed    u + g (c - u)
    /// phi      guidance rescale: phi mixed std(c) / std(mixed) + (1 - phi) mixed, unbiased deviations per image
    /// </remarks>
    internal static class ClassifierFreeGuidance
    {
        /// <summary>mixed = u + g (c - u); <paramref name="mixed"/> may alias either input.</summary>
        public static void Mix(ReadOnlySpan<float> unconditional, ReadOnlySpan<float> conditional, float scale, Span<float> mixed)
        {
            var u = MemoryMarshal.Cast<float, Vector<float>>(unconditional);
            var c = MemoryMarshal.Cast<float, Vector<float>>(conditional);
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(mixed);
            var g = new Vector<float>(scale);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] = u[i] + (g * (c[i] - u[i]));
            }

            for (var i = vectors.Length * Vector<float>.Count; i < mixed.Length; i++)
            {
                mixed[i] = unconditional[i] + (scale * (conditional[i] - unconditional[i]));
            }
        }

        /// <summary>mixed += g (c - u): one more prompt of a composition (Liu et al. 2022).</summary>
        public static void Add(ReadOnlySpan<float> unconditional, ReadOnlySpan<float> conditional, float scale, Span<float> mixed)
        {
            var u = MemoryMarshal.Cast<float, Vector<float>>(unconditional);
            var c = MemoryMarshal.Cast<float, Vector<float>>(conditional);
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(mixed);
            var g = new Vector<float>(scale);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] += g * (c[i] - u[i]);
            }

            for (var i = vectors.Length * Vector<float>.Count; i < mixed.Length; i++)
            {
                mixed[i] += scale * (conditional[i] - unconditional[i]);
            }
        }

        /// <summary>Brings the deviation of each image of <paramref name="mixed"/> back towards that of the positive prediction.</summary>
        /// <param name="rescale">phi, 0 (off) to 1.</param>
        public static void Rescale(Span<float> mixed, ReadOnlySpan<float> conditional, int batchSize, float rescale)
        {
            var count = mixed.Length / batchSize;
            for (var image = 0; image < batchSize; image++)
            {
                var values = mixed.Slice(image * count, count);
                var ratio = Deviation(conditional.Slice(image * count, count)) / Deviation(values);
                var factor = (float)((rescale * ratio) + 1 - rescale);
                LatentArithmetic.Scale(values, factor, values);
            }
        }

        // Two passes in double: float32 sums drift on large latents.
        private static double Deviation(ReadOnlySpan<float> values)
        {
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
            var rest = values.Slice(vectors.Length * Vector<float>.Count);
            Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
            foreach (var vector in vectors)
            {
                Vector.Widen(vector, out var first, out var second);
                low += first;
                high += second;
            }

            var mean = Sum(low + high);
            foreach (var value in rest)
            {
                mean += value;
            }

            mean /= values.Length;
            var center = new Vector<double>(mean);
            low = high = Vector<double>.Zero;
            foreach (var vector in vectors)
            {
                Vector.Widen(vector, out var first, out var second);
                low += (first - center) * (first - center);
                high += (second - center) * (second - center);
            }

            var squares = Sum(low + high);
            foreach (var value in rest)
            {
                squares += (value - mean) * (value - mean);
            }

            return Math.Sqrt(squares / (values.Length - 1));
        }

        private static double Sum(Vector<double> values) => Vector.Dot(values, Vector<double>.One);
    }
}
