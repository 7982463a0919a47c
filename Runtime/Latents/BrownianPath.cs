using System;
using System.Collections.Generic;

namespace DiffusionTextures.Latents
{
    /// <summary>
    /// A Brownian path per element, fixed by the seed alone: W(t) is the sum of tent functions over a binary tree of intervals, each times a
    /// normal that is a function of seed, element and node (Lévy's construction).
    /// </summary>
    /// <remarks>
    /// Any two schedules see the same path, whatever their number of steps. Plays the part of torchsde's BrownianTree; torchsde's own numbers
    /// depend on the order of the queries and are not reproduced. Keeps no state, and allocates nothing after the first increment.
    /// </remarks>
    internal sealed class BrownianPath
    {
        /// <summary>The path lives on [0, 2^14]; the largest sigma of a model with zero terminal SNR is 4096.</summary>
        public const double End = 16384;

        private const int Levels = 44;
        private const uint Stream = 0x42726F77;

        private readonly ulong _seed;
        private readonly List<(ulong Node, double Weight)> _terms = new List<(ulong Node, double Weight)>(2 * (Levels + 1));

        public BrownianPath(ulong seed) => _seed = seed;

        /// <summary>Writes (W(to) - W(from)) / sqrt(|to - from|) for each element.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A time lies outside [0, <see cref="End"/>], or the two are equal.</exception>
        public void Increment(double from, double to, Span<float> destination)
        {
            CheckTime(from, nameof(from));
            CheckTime(to, nameof(to));
            if (from == to)
            {
                throw new ArgumentOutOfRangeException(nameof(to), to, "A Brownian increment needs two different times. Remove the repeated sigma.");
            }

            CollectTerms(from, to);
            for (var i = 0; i < destination.Length; i += 4)
            {
                FillFour((uint)(i / 4), destination.Slice(i, Math.Min(4, destination.Length - i)));
            }
        }

        private static void CheckTime(double time, string name)
        {
            if (!(time >= 0 && time <= End))
            {
                throw new ArgumentOutOfRangeException(name, time, $"The Brownian path is defined for sigmas from 0 to {End}.");
            }
        }

        /// <summary>Height of a tent over [start, start + width] at <paramref name="time"/>, 0 outside.</summary>
        private static double Tent(double start, double width, double time)
        {
            var distance = Math.Abs(time - start - (width / 2)) / (width / 2);
            return distance >= 1 ? 0 : (1 - distance) * Math.Sqrt(width) / 2;
        }

        /// <summary>The nodes whose tents stand above either time. Node 1 is the root interval, its children 2n and 2n + 1; 0 is the whole line.</summary>
        private void CollectTerms(double from, double to)
        {
            var scale = 1 / Math.Sqrt(Math.Abs(to - from));
            _terms.Clear();
            _terms.Add((0, (to - from) / Math.Sqrt(End) * scale));
            var width = End;
            for (var level = 0; level < Levels; level++, width /= 2)
            {
                var first = Math.Min(Math.Floor(from / width) * width, End - width);
                var second = Math.Min(Math.Floor(to / width) * width, End - width);
                Add(first, width, (Tent(first, width, to) - Tent(first, width, from)) * scale);
                if (second != first)
                {
                    Add(second, width, Tent(second, width, to) * scale);
                }
            }

            void Add(double start, double width, double weight)
            {
                if (weight != 0)
                {
                    _terms.Add((((ulong)(End / width)) + (ulong)(start / width), weight));
                }
            }
        }

        private void FillFour(uint group, Span<float> destination)
        {
            double a = 0, b = 0, c = 0, d = 0;
            for (var i = 0; i < _terms.Count; i++)
            {
                var (node, weight) = _terms[i];
                var x = (uint)node;
                var y = (uint)(node >> 32);
                var z = group;
                var w = Stream;
                Philox.Generate(ref x, ref y, ref z, ref w, _seed);
                var radius = weight * Radius(x);
                var angle = Angle(y);
                a += radius * Math.Cos(angle);
                b += radius * Math.Sin(angle);
                radius = weight * Radius(z);
                angle = Angle(w);
                c += radius * Math.Cos(angle);
                d += radius * Math.Sin(angle);
            }

            destination[0] = (float)a;
            if (destination.Length > 1)
            {
                destination[1] = (float)b;
            }

            if (destination.Length > 2)
            {
                destination[2] = (float)c;
            }

            if (destination.Length > 3)
            {
                destination[3] = (float)d;
            }
        }

        private static double Radius(uint bits) => Math.Sqrt(-2.0 * Math.Log((bits + 0.5) / 4294967296.0));

        private static double Angle(uint bits) => (bits + 0.5) * (2.0 * Math.PI / 4294967296.0);
    }
}
