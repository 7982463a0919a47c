using System.Text;

namespace DiffusionTextures.Authoring
{
    /// <summary>Hashes as names.</summary>
    internal static class Hexadecimal
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>The first bytes as lower-case digits.</summary>
        public static string Of(byte[] hash, int bytes)
        {
            var text = new StringBuilder(2 * bytes);
            for (var i = 0; i < bytes; i++)
            {
                text.Append(Digits[hash[i] >> 4]).Append(Digits[hash[i] & 15]);
            }

            return text.ToString();
        }

        /// <summary>Whether a text consists of this many lower-case digits.</summary>
        public static bool Is(string text, int digits)
        {
            foreach (var c in text)
            {
                if (!Digits.Contains(c))
                {
                    return false;
                }
            }

            return text.Length == digits;
        }
    }
}
