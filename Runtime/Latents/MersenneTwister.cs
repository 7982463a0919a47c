namespace DiffusionTextures.Latents
{
    /// <summary>MT19937. Source: Matsumoto and Nishimura 1998, with the initialisation of 2002.</summary>
    internal sealed class MersenneTwister
    {
        private const int Size = 624;
        private const int Shift = 397;

        private readonly uint[] _state = new uint[Size];
        private int _at = Size;

        public MersenneTwister(uint seed)
        {
            _state[0] = seed;
            for (var i = 1; i < Size; i++)
            {
                _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
            }
        }

        /// <summary>The next 32 random bits.</summary>
        public uint Next()
        {
            if (_at == Size)
            {
                Twist();
            }

            var y = _state[_at++];
            y ^= y >> 11;
            y ^= (y << 7) & 0x9D2C5680u;
            y ^= (y << 15) & 0xEFC60000u;
            return y ^ (y >> 18);
        }

        private void Twist()
        {
            for (var i = 0; i < Size; i++)
            {
                var y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7FFFFFFFu);
                _state[i] = _state[(i + Shift) % Size] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908B0DFu : 0u);
            }

            _at = 0;
        }
    }
}
