using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Textures.Containers
{
    /// <summary>KTX 2.0 files (Khronos): one 2D texture with mips, no supercompression.</summary>
    internal static class KtxFile
    {
        private const int HeaderBytes = 80;
        private const int LevelBytes = 24;

        private static readonly byte[] Identifier = { 0xAB, 0x4B, 0x54, 0x58, 0x20, 0x32, 0x30, 0xBB, 0x0D, 0x0A, 0x1A, 0x0A };

        /// <summary>The whole file; rows run downwards (KTXorientation rd).</summary>
        /// <exception cref="NotSupportedException">The file would exceed 2 GB.</exception>
        public static byte[] Write(StoredTexture texture)
        {
            var descriptor = KtxDescriptor.Make(texture.Encoding);
            var facts = KtxMetadata.Write(texture.Metadata);
            var count = texture.Levels.Count;
            var descriptorAt = HeaderBytes + (LevelBytes * count);
            var factsAt = descriptorAt + descriptor.Length;
            long end = factsAt + facts.Length;
            var offsets = new long[count];
            var align = Alignment(texture.Encoding);
            for (var i = count - 1; i >= 0; i--)
            {
                // The smallest level comes first, so that a streaming reader can show something early.
                end = (end + align - 1) / align * align;
                offsets[i] = end;
                end += texture.Levels[i].Length;
            }

            if (end > int.MaxValue)
            {
                throw new NotSupportedException($"The KTX2 file would have {end} bytes; the limit is 2 GB.");
            }

            var file = new byte[end];
            Identifier.CopyTo(file, 0);
            var typeSize = texture.Encoding == TextureEncoding.R16 || texture.Encoding == TextureEncoding.Rgba16Float ? 2 : 1;
            Put(file, 12, ContainerCodes.VulkanFormat(texture.Encoding));
            Put(file, 16, typeSize);
            Put(file, 20, texture.Width);
            Put(file, 24, texture.Height);
            Put(file, 36, 1); // faces; depth, layers and supercompression stay 0
            Put(file, 40, count);
            Put(file, 48, descriptorAt);
            Put(file, 52, descriptor.Length);
            Put(file, 56, factsAt);
            Put(file, 60, facts.Length);
            descriptor.CopyTo(file, descriptorAt);
            facts.CopyTo(file, factsAt);
            for (var i = 0; i < count; i++)
            {
                var entry = file.AsSpan(HeaderBytes + (i * LevelBytes));
                BinaryPrimitives.WriteInt64LittleEndian(entry, offsets[i]);
                BinaryPrimitives.WriteInt64LittleEndian(entry.Slice(8), texture.Levels[i].Length);
                BinaryPrimitives.WriteInt64LittleEndian(entry.Slice(16), texture.Levels[i].Length);
                texture.Levels[i].CopyTo(file, (int)offsets[i]);
            }

            return file;
        }

        /// <summary>Reads what <see cref="Write"/> writes, from any writer.</summary>
        /// <exception cref="TextureFileException">Damaged, cut off, or a kind of KTX2 file that this is not for.</exception>
        public static StoredTexture Read(byte[] file)
        {
            Require(file.Length >= HeaderBytes && file.AsSpan().StartsWith(Identifier), "it does not start with the KTX 2 identifier");
            var format = Get(file, 12);
            Require(ContainerCodes.TryFromVulkan(format, out var encoding), $"its VkFormat {format} is not one that is read here");
            var width = Get(file, 20);
            var height = Get(file, 24);
            Require(width >= 1 && width <= TextureImage.MaxSize && height >= 1 && height <= TextureImage.MaxSize, $"its size is {width}x{height}");
            Require(Get(file, 28) == 0 && Get(file, 32) == 0 && Get(file, 36) == 1, "it is no plain 2D texture (depth, layers or faces)");
            Require(Get(file, 44) == 0, $"supercompression scheme {Get(file, 44)} is not read here");
            var count = Math.Max(1, Get(file, 40));
            Require(count <= (uint)MipChain.LevelCount((int)width, (int)height), $"it claims {count} levels");
            Require(file.Length >= HeaderBytes + (LevelBytes * (long)count), "it ends inside the level index");
            var descriptor = KtxDescriptor.Make(encoding);
            var descriptorAt = Get(file, 48);
            Require(
                Get(file, 52) == descriptor.Length && descriptorAt <= file.Length - descriptor.Length
                && file.AsSpan((int)descriptorAt, descriptor.Length).SequenceEqual(descriptor),
                "its data format descriptor does not describe its VkFormat");
            var levels = new byte[count][];
            for (var i = 0; i < levels.Length; i++)
            {
                var entry = file.AsSpan(HeaderBytes + (i * LevelBytes));
                var offset = BinaryPrimitives.ReadUInt64LittleEndian(entry);
                var length = BinaryPrimitives.ReadUInt64LittleEndian(entry.Slice(8));
                var expected = (ulong)TextureEncodings.LevelBytes(encoding, Math.Max(1, (int)width >> i), Math.Max(1, (int)height >> i));
                Require(
                    length == expected && BinaryPrimitives.ReadUInt64LittleEndian(entry.Slice(16)) == expected,
                    $"level {i} has {length} bytes, expected {expected}");
                Require(
                    offset % (ulong)Alignment(encoding) == 0 && offset <= (ulong)file.Length && length <= (ulong)file.Length - offset,
                    $"level {i} lies outside of the file or is not aligned");
                levels[i] = file.AsSpan((int)offset, (int)length).ToArray();
            }

            var factsAt = Get(file, 56);
            var factsLength = Get(file, 60);
            Require(factsAt <= (uint)file.Length && factsLength <= (uint)file.Length - factsAt, "its key/value data lies outside of the file");
            var facts = KtxMetadata.Read(file.AsSpan((int)factsAt, (int)factsLength));
            return new StoredTexture((int)width, (int)height, encoding, levels, facts);
        }

        /// <summary>The failure of a file that is not for us.</summary>
        public static TextureFileException Unreadable(string what)
        {
            return new TextureFileException($"This is no KTX2 file that can be read: {what}. Write it again as an uncompressed or BC 2D texture.");
        }

        // lcm(bytes of a texel or block, 4); every unit here is a power of two.
        private static int Alignment(TextureEncoding encoding) => Math.Max(4, TextureEncodings.UnitBytes(encoding));

        private static void Put(byte[] file, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);

        private static uint Get(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

        private static void Require(bool condition, string what)
        {
            if (!condition)
            {
                throw Unreadable(what);
            }
        }
    }
}
