using System;
using System.Numerics;

namespace DiffusionTextures.Schedulers
{
    /// <summary>The one loop of all solver steps: reads each tensor once and writes sample and kept output once.</summary>
    /// <remarks>
    /// Limit and terms are type arguments, so that the loop is compiled for each without branches. The limit is its own case because a clamp
    /// costs as much as all the rest together, and only old pixel-space configurations clip.
    /// </remarks>
    internal static unsafe class FusedStep
    {
        public static void Run<TTerms>(float* sample, float* model, float* kept, int count, in StepWeights weights, TTerms terms)
            where TTerms : struct, IStepTerms
        {
            if (float.IsPositiveInfinity(weights.Limit))
            {
                Run(sample, model, kept, count, weights, default(NoLimit), terms);
            }
            else
            {
                Run(sample, model, kept, count, weights, new SymmetricLimit(weights.Limit), terms);
            }
        }

        private static void Run<TLimit, TTerms>(
            float* sample, float* model, float* kept, int count, in StepWeights weights, TLimit limit, TTerms terms)
            where TLimit : struct, IStepLimit
            where TTerms : struct, IStepTerms
        {
            // Stores that straddle cache lines are the dearest part, and arrays start at any multiple of eight bytes.
            var begin = Math.Min(count, (int)((-(long)kept & ((Vector<float>.Count * sizeof(float)) - 1)) / sizeof(float)));
            RunOneByOne(sample, model, kept, 0, begin, weights, limit, terms);
            Vector<float> p = new(weights.P), q = new(weights.Q), u = new(weights.U), v = new(weights.V), w = new(weights.W);
            nint i = begin;
            nint end = count - Vector<float>.Count;
            for (; i <= end; i += Vector<float>.Count)
            {
                var s = *(Vector<float>*)(sample + i);
                var m = *(Vector<float>*)(model + i);
                var k = limit.Apply((p * s) + (q * m));
                var sum = terms.AddTo((u * s) + (v * m) + (w * k), i);
                *(Vector<float>*)(kept + i) = k;
                *(Vector<float>*)(sample + i) = sum;
            }

            RunOneByOne(sample, model, kept, i, count, weights, limit, terms);
        }

        private static void RunOneByOne<TLimit, TTerms>(
            float* sample, float* model, float* kept, nint begin, nint end, in StepWeights weights, TLimit limit, TTerms terms)
            where TLimit : struct, IStepLimit
            where TTerms : struct, IStepTerms
        {
            for (var i = begin; i < end; i++)
            {
                var k = limit.Apply((weights.P * sample[i]) + (weights.Q * model[i]));
                var sum = terms.AddTo((weights.U * sample[i]) + (weights.V * model[i]) + (weights.W * k), i);
                kept[i] = k;
                sample[i] = sum;
            }
        }
    }
}
