using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace DiffusionTextures.Textures.Containers
{
    /// <summary>The key/value data of a KTX2 file (specification, section 3.11): entries of UTF-8 key, NUL and value, sorted by key, padded to four bytes.</summary>
    internal static class KtxMetadata
    {
        private const string OrientationKey = "KTXorientation";
        private const string SwizzleKey = "KTXswizzle";

        /// <summary>Sorted by code point, as the file format asks.</summary>
        /// <exception cref="ArgumentException">A key is empty, reserved, holds NUL or occurs twice.</exception>
        public static IReadOnlyList<KeyValuePair<string, string>> Sorted(IReadOnlyList<KeyValuePair<string, string>> metadata)
        {
            var sorted = new List<KeyValuePair<string, string>>(metadata);
            sorted.Sort((a, b) => CompareUtf8(a.Key ?? string.Empty, b.Key ?? string.Empty));
            for (var i = 0; i < sorted.Count; i++)
            {
                var key = sorted[i].Key;
                var text = sorted[i].Value;
                if (string.IsNullOrEmpty(key) || key.Contains('\0') || IsReserved(key) || text == null || text.Contains('\0'))
                {
                    throw new ArgumentException(
                        $"'{key}' with '{text}' cannot be stored: keys have 1 or more characters and do not begin with KTX; neither holds NUL.", nameof(metadata));
                }

                if (i > 0 && sorted[i - 1].Key == key)
                {
                    throw new ArgumentException($"The key '{key}' occurs twice; a KTX2 file has each key once.", nameof(metadata));
                }
            }

            return sorted;
        }

        /// <summary>The whole block, with the orientation (rows run downwards) and the writer's name.</summary>
        public static byte[] Write(IReadOnlyList<KeyValuePair<string, string>> metadata)
        {
            var entries = new List<KeyValuePair<string, string>>(metadata)
            {
                new KeyValuePair<string, string>(OrientationKey, "rd"),
                new KeyValuePair<string, string>("KTXwriter", "DiffusionTextures"),
            };
            entries.Sort((a, b) => CompareUtf8(a.Key, b.Key));
            var block = new List<byte>();
            Span<byte> length = stackalloc byte[4];
            foreach (var entry in entries)
            {
                var text = Encoding.UTF8.GetBytes($"{entry.Key}\0{entry.Value}\0");
                BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
                block.AddRange(length.ToArray());
                block.AddRange(text);
                block.AddRange(new byte[-text.Length & 3]);
            }

            return block.ToArray();
        }

        /// <summary>The entries of any writer, without those that begin with KTX.</summary>
        /// <exception cref="TextureFileException">An entry runs over the end, keys repeat, or the texels are to be turned around or their channels exchanged.</exception>
        public static IReadOnlyList<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> block)
        {
            var entries = new List<KeyValuePair<string, string>>();
            while (block.Length > 0)
            {
                var length = block.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(block) : uint.MaxValue;
                Require(length <= block.Length - 4, "an entry of its key/value data runs over the end");
                var text = block.Slice(4, (int)length);
                var end = text.IndexOf((byte)0);
                Require(end > 0, "an entry of its key/value data has no key");
                var key = Encoding.UTF8.GetString(text.Slice(0, end).ToArray());
                var value = text.Slice(end + 1);
                value = value.Length > 0 && value[value.Length - 1] == 0 ? value.Slice(0, value.Length - 1) : value;
                Add(entries, key, Encoding.UTF8.GetString(value.ToArray()));
                block = block.Slice(Math.Min(block.Length, 4 + (((int)length + 3) & ~3)));
            }

            return entries;
        }

        private static void Add(List<KeyValuePair<string, string>> entries, string key, string value)
        {
            Require(key != OrientationKey || value == "rd", $"its orientation is '{value}', and only rd (rows downwards) is read here");
            Require(key != SwizzleKey || value == "rgba", $"its channels are exchanged ('{value}')");
            foreach (var entry in entries)
            {
                Require(entry.Key != key, $"the key '{key}' occurs twice");
            }

            if (!IsReserved(key))
            {
                entries.Add(new KeyValuePair<string, string>(key, value));
            }
        }

        private static bool IsReserved(string key) => key.StartsWith("KTX", StringComparison.OrdinalIgnoreCase);

        private static int CompareUtf8(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));

        private static void Require(bool condition, string what)
        {
            if (!condition)
            {
                throw KtxFile.Unreadable(what);
            }
        }
    }
}
