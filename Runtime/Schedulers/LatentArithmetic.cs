using System;
using System.Numerics;

namespace DiffusionTextures.Schedulers
{
    /// <summary>The weights of one fused solver step.</summary>
    /// <remarks>
    /// kept = clamp(P sample + Q model, -Limit, Limit);  sample = U sample + V model + W kept + sum of weighted extra tensors.
    /// </remarks>
    internal readonly struct StepWeights
    {
        public StepWeights(double p, double q, double u, double v, double w, double limit = double.PositiveInfinity)
        {
            P = (float)p;
            Q = (float)q;
            U = (float)u;
            V = (float)v;
            W = (float)w;
            Limit = (float)limit;
        }

        public float P { get; }

        public float Q { get; }

        public float U { get; }

        public float V { get; }

        public float W { get; }

        public float Limit { get; }
    }

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
                Vector<float> p = new(weights.P), q = new(weights.Q), u = new(weights.U), v = new(weights.V), w = new(weights.W);
                Vector<float> high = new(weights.Limit), low = new(-weights.Limit);
                var i = 0;
                for (; i <= sample.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    var s = *(Vector<float>*)(ps + i);
                    var m = *(Vector<float>*)(pm + i);
                    var k = Vector.Min(Vector.Max((p * s) + (q * m), low), high);
                    *(Vector<float>*)(pk + i) = k;
                    *(Vector<float>*)(ps + i) = (u * s) + (v * m) + (w * k);
                }

                for (; i < sample.Length; i++)
                {
                    var k = Clamp((weights.P * ps[i]) + (weights.Q * pm[i]), weights.Limit);
                    ps[i] = (weights.U * ps[i]) + (weights.V * pm[i]) + (weights.W * k);
                    pk[i] = k;
                }
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
                Vector<float> p = new(weights.P), q = new(weights.Q), u = new(weights.U), v = new(weights.V), w = new(weights.W);
                Vector<float> high = new(weights.Limit), low = new(-weights.Limit), va = new((float)a);
                var i = 0;
                for (; i <= sample.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    var s = *(Vector<float>*)(ps + i);
                    var m = *(Vector<float>*)(pm + i);
                    var k = Vector.Min(Vector.Max((p * s) + (q * m), low), high);
                    var sum = (u * s) + (v * m) + (w * k) + (va * *(Vector<float>*)(px + i));
                    *(Vector<float>*)(pk + i) = k;
                    *(Vector<float>*)(ps + i) = sum;
                }

                for (; i < sample.Length; i++)
                {
                    var k = Clamp((weights.P * ps[i]) + (weights.Q * pm[i]), weights.Limit);
                    ps[i] = (weights.U * ps[i]) + (weights.V * pm[i]) + (weights.W * k) + ((float)a * px[i]);
                    pk[i] = k;
                }
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
                Vector<float> p = new(weights.P), q = new(weights.Q), u = new(weights.U), v = new(weights.V), w = new(weights.W);
                Vector<float> high = new(weights.Limit), low = new(-weights.Limit), va = new((float)a), vb = new((float)b);
                var i = 0;
                for (; i <= sample.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    var s = *(Vector<float>*)(ps + i);
                    var m = *(Vector<float>*)(pm + i);
                    var k = Vector.Min(Vector.Max((p * s) + (q * m), low), high);
                    var sum = (u * s) + (v * m) + (w * k) + (va * *(Vector<float>*)(px + i)) + (vb * *(Vector<float>*)(py + i));
                    *(Vector<float>*)(pk + i) = k;
                    *(Vector<float>*)(ps + i) = sum;
                }

                for (; i < sample.Length; i++)
                {
                    var k = Clamp((weights.P * ps[i]) + (weights.Q * pm[i]), weights.Limit);
                    ps[i] = (weights.U * ps[i]) + (weights.V * pm[i]) + (weights.W * k) + ((float)a * px[i]) + ((float)b * py[i]);
                    pk[i] = k;
                }
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
                Vector<float> p = new(weights.P), q = new(weights.Q), u = new(weights.U), v = new(weights.V), w = new(weights.W);
                Vector<float> high = new(weights.Limit), low = new(-weights.Limit);
                Vector<float> va = new((float)a), vb = new((float)b), vc = new((float)c);
                var i = 0;
                for (; i <= sample.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    var s = *(Vector<float>*)(ps + i);
                    var m = *(Vector<float>*)(pm + i);
                    var k = Vector.Min(Vector.Max((p * s) + (q * m), low), high);
                    var sum = (u * s) + (v * m) + (w * k) + (va * *(Vector<float>*)(px + i)) + (vb * *(Vector<float>*)(py + i))
                        + (vc * *(Vector<float>*)(pz + i));
                    *(Vector<float>*)(pk + i) = k;
                    *(Vector<float>*)(ps + i) = sum;
                }

                for (; i < sample.Length; i++)
                {
                    var k = Clamp((weights.P * ps[i]) + (weights.Q * pm[i]), weights.Limit);
                    ps[i] = (weights.U * ps[i]) + (weights.V * pm[i]) + (weights.W * k) + ((float)a * px[i]) + ((float)b * py[i])
                        + ((float)c * pz[i]);
                    pk[i] = k;
                }
            }
        }

        private static float Clamp(float value, float limit) => MathF.Min(MathF.Max(value, -limit), limit);

        private static void Require(int actual, int expected)
        {
            if (actual != expected)
            {
                throw new ArgumentException($"A latent has {actual} elements where {expected} were expected; give all of one step the same length.");
            }
        }
    }
}
