using System;
using System.Text;

namespace DiffusionTextures.Tokenization
{
    /// <summary>The 256 printable characters that stand for bytes in a byte-level vocabulary. Source: GPT-2's <c>bytes_to_unicode</c>.</summary>
    internal static class ByteAlphabet
    {
        private static readonly char[] Characters = MakeCharacters();

        /// <summary>The character that stands for <paramref name="value"/>.</summary>
        public static char Character(byte value) => Characters[value];

        /// <summary>The text that <paramref name="piece"/> stands for, or null where it is no whole UTF-8 text or holds other characters.</summary>
        public static string? Decode(string piece)
        {
            var bytes = new byte[piece.Length];
            for (var i = 0; i < piece.Length; i++)
            {
                var value = Array.IndexOf(Characters, piece[i]);
                if (value < 0)
                {
                    return null;
                }

                bytes[i] = (byte)value;
            }

            var text = Encoding.UTF8.GetString(bytes);
            return text.IndexOf('\uFFFD') < 0 ? text : null;
        }

        private static char[] MakeCharacters()
        {
            var characters = new char[256];
            var next = (char)256;
            for (var value = 0; value < 256; value++)
            {
                var printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
                characters[value] = printable ? (char)value : next++;
            }

            return characters;
        }
    }
}
