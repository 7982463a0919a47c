using System;
using System.Numerics;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Linear combinations of latents in one pass over the memory, without allocations. Spans must be of equal length.</summary>
    internal static unsafe class LatentArithmetic
    {
        /// <summary>destination = a x; may alias.</summary>
        public static void Scale(ReadOnlySpan<float> x, float a, Span<float> destination)
        {
            Require(x.Length, destination.Length);
            fixed (float* px = x, pd = destination)
            {
                var va = new Vector<float>(a);
                var i = 0;
                for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    *(Vector<float>*)(pd + i) = *(Vector<float>*)(px + i) * va;
                }

                for (; i < x.Length; i++)
                {
                    pd[i] = px[i] * a;
                }
            }
        }

        /// <summary>destination = a x + b y; may alias.</summary>
        public static void Combine(ReadOnlySpan<float> x, float a, ReadOnlySpan<float> y, float b, Span<float> destination)
        {
            Require(x.Length, destination.Length);
            Require(y.Length, destination.Length);
            fixed (float* px = x, py = y, pd = destination)
            {
                var va = new Vector<float>(a);
                var vb = new Vector<float>(b);
                var i = 0;
                for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    *(Vector<float>*)(pd + i) = (*(Vector<float>*)(px + i) * va) + (*(Vector<float>*)(py + i) * vb);
                }

                for (; i < x.Length; i++)
                {
                    pd[i] = (px[i] * a) + (py[i] * b);
                }
            }
        }

        /// <summary>One step without extra tensors. <paramref name="kept"/> may alias <paramref name="model"/>.</summary>
        public static void Step(Span<float> sample, ReadOnlySpan<float> model, Span<float> kept, in StepWeights weights)
        {
            Require(model.Length, sample.Length);
            Require(kept.Length, sample.Length);
            fixed (float* ps = sample, pm = model, pk = kept)
            {
                FusedStep.Run(ps, pm, pk, sample.Length, weights, default(NoTerms));
            }
        }

        /// <summary>One step that adds a x.</summary>
        public static void Step(
            Span<float> sample, ReadOnlySpan<float> model, Span<float> kept, in StepWeights weights, ReadOnlySpan<float> x, double a)
        {
            Require(model.Length, sample.Length);
            Require(kept.Length, sample.Length);
            Require(x.Length, sample.Length);
            fixed (float* ps = sample, pm = model, pk = kept, px = x)
            {
                FusedStep.Run(ps, pm, pk, sample.Length, weights, new OneTerm(px, a));
            }
        }

        /// <summary>One step that adds a x + b y.</summary>
        public static void Step(
            Span<float> sample,
            ReadOnlySpan<float> model,
            Span<float> kept,
            in StepWeights weights,
            ReadOnlySpan<float> x,
            double a,
            ReadOnlySpan<float> y,
            double b)
        {
            Require(model.Length, sample.Length);
            Require(kept.Length, sample.Length);
            Require(x.Length, sample.Length);
            Require(y.Length, sample.Length);
            fixed (float* ps = sample, pm = model, pk = kept, px = x, py = y)
            {
                FusedStep.Run(ps, pm, pk, sample.Length, weights, new TwoTerms(px, a, py, b));
            }
        }

        /// <summary>One step that adds a x + b y + c z.</summary>
        public static void Step(
            Span<float> sample,
            ReadOnlySpan<float> model,
            Span<float> kept,
            in StepWeights weights,
            ReadOnlySpan<float> x,
            double a,
            ReadOnlySpan<float> y,
            double b,
            ReadOnlySpan<float> z,
            double c)
        {
            Require(model.Length, sample.Length);
            Require(kept.Length, sample.Length);
            Require(x.Length, sample.Length);
            Require(y.Length, sample.Length);
            Require(z.Length, sample.Length);
            fixed (float* ps = sample, pm = model, pk = kept, px = x, py = y, pz = z)
            {
                FusedStep.Run(ps, pm, pk, sample.Length, weights, new ThreeTerms(px, a, py, b, pz, c));
            }
        }

        private static void Require(int actual, int expected)
        {
            if (actual != expected)
            {
                throw new ArgumentException($"A latent has {actual} elements where {expected} were expected; give all of one step the same length.");
            }
        }
    }
}
