using System;

namespace DiffusionTextures.Latents
{
    /// <summary>torch.randn of float32 on CUDA. Source: ATen's cuda/DistributionTemplates.h and cuRAND's curand_box_muller.</summary>
    /// <remarks>
    /// Element i is the first normal of thread i, and a draw moves the counter by one. Beyond as many elements as a GPU runs threads at once
    /// (hundreds of thousands), torch's order depends on the GPU; here it does not.
    /// </remarks>
    internal sealed class TorchCudaNormals : INormalGenerator
    {
        private const double Scale = 2.3283064e-10f;
        private const double AngleScale = 1.46291807e-9f;

        private readonly ulong _seed;
        private uint _draw;

        public TorchCudaNormals(ulong seed) => _seed = seed;

        /// <inheritdoc/>
        public void Fill(Span<float> destination)
        {
            for (var i = 0; i < destination.Length; i++)
            {
                var x = _draw;
                var y = 0u;
                var z = (uint)i;
                var w = 0u;
                Philox.Generate(ref x, ref y, ref z, ref w, _seed);
                var u = (x * Scale) + (Scale / 2);
                var angle = (y * AngleScale) + (AngleScale / 2);
                destination[i] = (float)(Math.Sqrt(-2.0 * Math.Log(u)) * Math.Sin(angle));
            }

            _draw++;
        }
    }
}
