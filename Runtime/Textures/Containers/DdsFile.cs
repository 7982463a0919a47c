using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Textures.Containers
{
    /// <summary>DDS files with the DX10 header (Microsoft): one 2D texture with mips.</summary>
    internal static class DdsFile
    {
        private const int HeaderBytes = 148;
        private const uint Magic = 0x20534444; // "DDS "
        private const uint Dx10 = 0x30315844; // "DX10"

        private const uint CapsHeightWidthFormat = 0x1007;
        private const uint HasPitch = 0x8;
        private const uint HasMipCount = 0x20000;
        private const uint HasLinearSize = 0x80000;

        /// <summary>The whole file.</summary>
        /// <exception cref="NotSupportedException">The file would exceed 2 GB.</exception>
        public static byte[] Write(StoredTexture texture)
        {
            long total = HeaderBytes;
            foreach (var level in texture.Levels)
            {
                total += level.Length;
            }

            if (total > int.MaxValue)
            {
                throw new NotSupportedException($"The DDS file would have {total} bytes; the limit is 2 GB.");
            }

            var file = new byte[total];
            var compressed = TextureEncodings.IsCompressed(texture.Encoding);
            var hasMips = texture.Levels.Count > 1;
            Put(file, 0, Magic);
            Put(file, 4, 124);
            Put(file, 8, CapsHeightWidthFormat | (compressed ? HasLinearSize : HasPitch) | (hasMips ? HasMipCount : 0));
            Put(file, 12, (uint)texture.Height);
            Put(file, 16, (uint)texture.Width);
            Put(file, 20, (uint)(compressed ? texture.Levels[0].Length : texture.Width * TextureEncodings.UnitBytes(texture.Encoding)));
            Put(file, 28, (uint)texture.Levels.Count);
            Put(file, 76, 32); // size of the pixel format
            Put(file, 80, 4); // it has a four-character code
            Put(file, 84, Dx10);
            Put(file, 108, hasMips ? 0x401008u : 0x1000u); // texture, mipmap, complex
            Put(file, 128, (uint)ContainerCodes.DxgiFormat(texture.Encoding));
            Put(file, 132, 3); // 2D
            Put(file, 140, 1); // one array element
            var at = HeaderBytes;
            foreach (var level in texture.Levels)
            {
                level.CopyTo(file, at);
                at += level.Length;
            }

            return file;
        }

        /// <summary>Whether the bytes begin as a DDS file does.</summary>
        public static bool IsDds(byte[] file) => file.Length >= 4 && Get(file, 0) == Magic;

        /// <summary>Reads DX10 files, from any writer.</summary>
        /// <exception cref="TextureFileException">Damaged, cut off, or a kind of DDS file that this is not for.</exception>
        public static StoredTexture Read(byte[] file)
        {
            Require(file.Length >= HeaderBytes && Get(file, 0) == Magic && Get(file, 4) == 124 && Get(file, 76) == 32, "it has no DDS header");
            Require((Get(file, 80) & 4) != 0 && Get(file, 84) == Dx10, "it has no DX10 header; older DDS files are not read here");
            var format = Get(file, 128);
            Require(ContainerCodes.TryFromDxgi(format, out var encoding), $"its DXGI format {format} is not one that is read here");
            Require(Get(file, 132) == 3 && (Get(file, 136) & 4) == 0 && Get(file, 140) == 1, "it is no plain 2D texture (dimension, cube or array)");
            var height = Get(file, 12);
            var width = Get(file, 16);
            Require(width >= 1 && width <= TextureImage.MaxSize && height >= 1 && height <= TextureImage.MaxSize, $"its size is {width}x{height}");
            var count = Math.Max(1, Get(file, 28));
            Require(count <= (uint)MipChain.LevelCount((int)width, (int)height), $"it claims {count} levels");
            var levels = new byte[count][];
            long at = HeaderBytes;
            for (var i = 0; i < levels.Length; i++)
            {
                var length = TextureEncodings.LevelBytes(encoding, Math.Max(1, (int)width >> i), Math.Max(1, (int)height >> i));
                Require(length <= file.Length - at, $"it ends inside level {i}");
                levels[i] = file.AsSpan((int)at, (int)length).ToArray();
                at += length;
            }

            Require(at == file.Length, $"{file.Length - at} bytes follow the last level");
            return new StoredTexture((int)width, (int)height, encoding, levels);
        }

        private static void Put(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

        private static uint Get(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

        private static void Require(bool condition, string what)
        {
            if (!condition)
            {
                throw new TextureFileException($"This is no DDS file that can be read: {what}. Write it again with a DX10 header, uncompressed or BC.");
            }
        }
    }
}
