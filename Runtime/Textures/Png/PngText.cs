using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>Text chunks: tEXt and zTXt (Latin-1), iTXt (UTF-8).</summary>
    internal static class PngText
    {
        /// <summary>Expanded text of one entry beyond this is refused.</summary>
        public const int MaxBytes = 1 << 22;

        // Short texts stay readable with a hex viewer; longer ones are worth compressing.
        private const int CompressFrom = 4096;

        // Unpaired surrogates become U+FFFD: an odd prompt is no reason to lose the finished picture.
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        private static readonly UTF8Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        /// <summary>The chunk that carries an entry: tEXt or zTXt where Latin-1 has every character, iTXt otherwise.</summary>
        public static uint Encode(string key, string text, out byte[] data)
        {
            using var stream = new MemoryStream();
            WriteLatin1(stream, key);
            stream.WriteByte(0);
            if (IsLatin1(text))
            {
                if (text.Length < CompressFrom)
                {
                    WriteLatin1(stream, text);
                    data = stream.ToArray();
                    return PngChunkType.Text;
                }

                using var plain = new MemoryStream(text.Length);
                WriteLatin1(plain, text);
                stream.WriteByte(0);
                stream.Write(Zlib.Compress(plain.ToArray()));
                data = stream.ToArray();
                return PngChunkType.CompressedText;
            }

            var utf8 = Utf8.GetBytes(text);
            var compress = utf8.Length >= CompressFrom;
            stream.WriteByte(compress ? (byte)1 : (byte)0);
            stream.WriteByte(0); // compression method
            stream.WriteByte(0); // no language
            stream.WriteByte(0); // no translated keyword
            stream.Write(compress ? Zlib.Compress(utf8) : utf8);
            data = stream.ToArray();
            return PngChunkType.InternationalText;
        }

        /// <summary>Reads a text chunk of any of the three kinds.</summary>
        /// <exception cref="TextureFileException">The chunk is not built as the specification says.</exception>
        public static KeyValuePair<string, string> Decode(uint type, ReadOnlySpan<byte> data)
        {
            var name = PngChunkType.Name(type);
            var key = Latin1(TakeTerminated(ref data, name));
            if (!PngMetadata.IsKeyword(key))
            {
                throw new TextureFileException($"The PNG {name} chunk has a keyword that PNG does not allow. The file is damaged.");
            }

            var text = type switch
            {
                PngChunkType.Text => Latin1(data),
                PngChunkType.CompressedText => Latin1(ExpandFlagged(data, name)),
                _ => International(data, name),
            };
            if (text.Contains('\0'))
            {
                throw new TextureFileException($"The PNG {name} chunk '{key}' contains a NUL character. The file is damaged.");
            }

            return new KeyValuePair<string, string>(key, text);
        }

        private static string International(ReadOnlySpan<byte> data, string name)
        {
            if (data.Length < 2 || data[0] > 1)
            {
                throw new TextureFileException($"The PNG {name} chunk has no valid compression flag. The file is damaged.");
            }

            var compressed = data[0] == 1;
            var method = data[1];
            data = data.Slice(2);
            TakeTerminated(ref data, name);
            TakeTerminated(ref data, name);
            try
            {
                return StrictUtf8.GetString(compressed ? ExpandStream(data, method, name) : data);
            }
            catch (DecoderFallbackException exception)
            {
                throw new TextureFileException($"The PNG {name} chunk is not valid UTF-8. The file is damaged.", exception);
            }
        }

        private static byte[] ExpandFlagged(ReadOnlySpan<byte> data, string name)
        {
            if (data.IsEmpty)
            {
                throw new TextureFileException($"The PNG {name} chunk ends before its compression method. The file is damaged.");
            }

            return ExpandStream(data.Slice(1), data[0], name);
        }

        private static byte[] ExpandStream(ReadOnlySpan<byte> data, int method, string name)
        {
            if (method != 0)
            {
                throw new TextureFileException($"The PNG {name} chunk has compression method {method}, expected 0. The file is damaged.");
            }

            var stream = data.ToArray();
            return Zlib.ExpandUpTo(stream, stream.Length, MaxBytes, $"The PNG {name} chunk");
        }

        private static ReadOnlySpan<byte> TakeTerminated(ref ReadOnlySpan<byte> data, string name)
        {
            var end = data.IndexOf((byte)0);
            if (end < 0)
            {
                throw new TextureFileException($"The PNG {name} chunk lacks a separator. The file is damaged.");
            }

            var taken = data.Slice(0, end);
            data = data.Slice(end + 1);
            return taken;
        }

        private static bool IsLatin1(string text)
        {
            foreach (var c in text)
            {
                var allowed = c == '\n' || (c >= 32 && c <= 126) || (c >= 160 && c <= 255);
                if (!allowed)
                {
                    return false;
                }
            }

            return true;
        }

        private static void WriteLatin1(MemoryStream stream, string text)
        {
            foreach (var c in text)
            {
                stream.WriteByte((byte)c);
            }
        }

        private static string Latin1(ReadOnlySpan<byte> bytes)
        {
            var builder = new StringBuilder(bytes.Length);
            foreach (var b in bytes)
            {
                builder.Append((char)b);
            }

            return builder.ToString();
        }
    }
}
