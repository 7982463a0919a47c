namespace DiffusionTextures.Tokenization.Unicode
{
    /// <summary>Reads the numbers of <see cref="UnicodeData"/> one after the other: base 32, low digits first, upper half of the digits continues.</summary>
    internal struct PackedNumbers
    {
        private readonly string _text;
        private int _at;

        public PackedNumbers(string text)
        {
            _text = text;
            _at = 0;
        }

        public bool HasMore => _at < _text.Length;

        public int Next()
        {
            var value = 0;
            for (var shift = 0; ; shift += 5)
            {
                var digit = Digit(_text[_at++]);
                value |= (digit & 31) << shift;
                if (digit < 32)
                {
                    return value;
                }
            }
        }

        /// <summary>A number whose lowest bit says that it is negative.</summary>
        public int NextSigned()
        {
            var value = Next();
            return (value & 1) == 0 ? value >> 1 : -((value + 1) >> 1);
        }

        private static int Digit(char c)
        {
            if (c >= 'a')
            {
                return c - 'a' + 26;
            }

            if (c >= 'A')
            {
                return c - 'A';
            }

            return c >= '0' ? c - '0' + 52 : c == '+' ? 62 : 63;
        }
    }
}
