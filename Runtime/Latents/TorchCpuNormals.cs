using System;

namespace DiffusionTextures.Latents
{
    /// <summary>torch.randn of float32 on the CPU. Source: ATen's DistributionTemplates.h (normal_fill) and DistributionsHelper.h.</summary>
    internal sealed class TorchCpuNormals : INormalGenerator
    {
        private const int Block = 16;
        private const float TwoPi = 6.28318548f;

        private readonly MersenneTwister _bits;
        private double _cached;
        private bool _hasCached;

        public TorchCpuNormals(ulong seed) => _bits = new MersenneTwister((uint)seed);

        /// <inheritdoc/>
        /// <remarks>Below 16 elements torch draws one by one in double precision and keeps the second normal of a pair for the next draw.</remarks>
        public void Fill(Span<float> destination)
        {
            if (destination.Length < Block)
            {
                for (var i = 0; i < destination.Length; i++)
                {
                    destination[i] = (float)NextDouble();
                }

                return;
            }

            FillUniform(destination);
            var whole = destination.Length - (destination.Length % Block);
            for (var i = 0; i < whole; i += Block)
            {
                Transform(destination.Slice(i, Block));
            }

            if (whole != destination.Length)
            {
                var tail = destination.Slice(destination.Length - Block);
                FillUniform(tail);
                Transform(tail);
            }
        }

        /// <summary>Box-Muller on 16 uniforms, in single precision after each operation, as torch's vector code has it.</summary>
        private static void Transform(Span<float> block)
        {
            for (var i = 0; i < Block / 2; i++)
            {
                var log = (float)Math.Log(1f - block[i]);
                var radius = (float)Math.Sqrt(-2f * log);
                var theta = (float)(TwoPi * (double)block[i + (Block / 2)]);
                block[i] = (float)(radius * (double)(float)Math.Cos(theta));
                block[i + (Block / 2)] = (float)(radius * (double)(float)Math.Sin(theta));
            }
        }

        private void FillUniform(Span<float> destination)
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = (_bits.Next() & 0xFFFFFF) * (1f / (1 << 24));
            }
        }

        private double NextDouble()
        {
            if (_hasCached)
            {
                _hasCached = false;
                return _cached;
            }

            var theta = 2.0 * Math.PI * NextUniform();
            var radius = Math.Sqrt(-2.0 * LogOfOneMinus(NextUniform()));
            _cached = radius * Math.Sin(theta);
            _hasCached = true;
            return radius * Math.Cos(theta);
        }

        /// <summary>log(1 - u), precise for small u, where 1 - u rounds. Source: Kahan's correction of log(1 + x).</summary>
        private static double LogOfOneMinus(double u)
        {
            var v = 1.0 - u;
            return v == 1.0 ? -u : Math.Log(v) * -u / (v - 1.0);
        }

        private double NextUniform()
        {
            var high = (ulong)_bits.Next();
            var bits = (high << 32) | _bits.Next();
            return (bits & ((1UL << 53) - 1)) * (1.0 / (1UL << 53));
        }
    }
}
