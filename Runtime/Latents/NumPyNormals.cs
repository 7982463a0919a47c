using System;

namespace DiffusionTextures.Latents
{
    /// <summary>numpy.random.RandomState(seed).randn cast to float32. Source: NumPy's legacy_gauss (Marsaglia's polar method).</summary>
    internal sealed class NumPyNormals : INormalGenerator
    {
        private readonly MersenneTwister _bits;
        private double _cached;
        private bool _hasCached;

        public NumPyNormals(ulong seed) => _bits = new MersenneTwister((uint)seed);

        /// <inheritdoc/>
        public void Fill(Span<float> destination)
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = (float)Next();
            }
        }

        private double Next()
        {
            if (_hasCached)
            {
                _hasCached = false;
                return _cached;
            }

            double x;
            double y;
            double square;
            do
            {
                x = (2.0 * NextUniform()) - 1.0;
                y = (2.0 * NextUniform()) - 1.0;
                square = (x * x) + (y * y);
            }
            while (square >= 1.0 || square == 0.0);

            var factor = Math.Sqrt(-2.0 * Math.Log(square) / square);
            _cached = factor * x;
            _hasCached = true;
            return factor * y;
        }

        private double NextUniform()
        {
            var high = _bits.Next() >> 5;
            var low = _bits.Next() >> 6;
            return ((high * 67108864.0) + low) / 9007199254740992.0;
        }
    }
}
