using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Textures.Containers
{
    /// <summary>The data format descriptor of a KTX2 file: one basic block (Khronos Data Format Specification 1.3, section 5).</summary>
    internal static class KtxDescriptor
    {
        private const int SampleBytes = 16;
        private const int BlockHeaderBytes = 24;
        private const int Linear = 0x10;
        private const int SignedFloat = 0xC0;
        private const int Alpha = 15;

        /// <summary>Total size field and block.</summary>
        public static byte[] Make(TextureEncoding encoding)
        {
            var samples = SampleCount(encoding);
            var bytes = new byte[4 + BlockHeaderBytes + (SampleBytes * samples)];
            var isSrgb = IsSrgb(encoding);
            BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), 2); // version of the block
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), (ushort)(bytes.Length - 4));
            bytes[12] = ColorModel(encoding);
            bytes[13] = 1; // BT.709 primaries
            bytes[14] = (byte)(isSrgb ? 2 : 1);
            if (TextureEncodings.IsCompressed(encoding))
            {
                bytes[16] = 3;
                bytes[17] = 3;
            }

            bytes[20] = (byte)TextureEncodings.UnitBytes(encoding);
            for (var i = 0; i < samples; i++)
            {
                WriteSample(bytes.AsSpan(4 + BlockHeaderBytes + (i * SampleBytes), SampleBytes), encoding, i, samples, isSrgb);
            }

            return bytes;
        }

        private static bool IsSrgb(TextureEncoding encoding)
        {
            return encoding == TextureEncoding.Rgba8Srgb || encoding == TextureEncoding.Bc1Srgb || encoding == TextureEncoding.Bc3Srgb
                || encoding == TextureEncoding.Bc7Srgb;
        }

        private static byte ColorModel(TextureEncoding encoding)
        {
            switch (encoding)
            {
                case TextureEncoding.Bc1:
                case TextureEncoding.Bc1Srgb:
                    return 128;
                case TextureEncoding.Bc3:
                case TextureEncoding.Bc3Srgb:
                    return 130;
                case TextureEncoding.Bc4:
                    return 131;
                case TextureEncoding.Bc5:
                    return 132;
                case TextureEncoding.Bc7:
                case TextureEncoding.Bc7Srgb:
                    return 134;
                default:
                    return 1; // RGBSDA
            }
        }

        private static int SampleCount(TextureEncoding encoding)
        {
            switch (encoding)
            {
                case TextureEncoding.Rgba8:
                case TextureEncoding.Rgba8Srgb:
                case TextureEncoding.Rgba16Float:
                    return 4;
                case TextureEncoding.Rg8:
                case TextureEncoding.Bc3:
                case TextureEncoding.Bc3Srgb:
                case TextureEncoding.Bc5:
                    return 2;
                default:
                    return 1;
            }
        }

        private static void WriteSample(Span<byte> sample, TextureEncoding encoding, int index, int count, bool isSrgb)
        {
            var bits = TextureEncodings.UnitBytes(encoding) * 8 / count;
            BinaryPrimitives.WriteUInt16LittleEndian(sample, (ushort)(bits * index));
            sample[2] = (byte)(bits - 1);
            sample[3] = (byte)Channel(encoding, index, isSrgb);
            var isFloat = encoding == TextureEncoding.Rgba16Float;
            var most = isFloat ? 0x3F800000u : TextureEncodings.IsCompressed(encoding) ? uint.MaxValue : (1u << bits) - 1;
            BinaryPrimitives.WriteUInt32LittleEndian(sample.Slice(8), isFloat ? 0xBF800000u : 0);
            BinaryPrimitives.WriteUInt32LittleEndian(sample.Slice(12), most);
        }

        private static int Channel(TextureEncoding encoding, int index, bool isSrgb)
        {
            switch (encoding)
            {
                case TextureEncoding.Bc1:
                case TextureEncoding.Bc1Srgb:
                    return 1; // colour with one bit of alpha
                case TextureEncoding.Bc3:
                case TextureEncoding.Bc3Srgb:
                    return index == 0 ? Alpha | (isSrgb ? Linear : 0) : 0;
                case TextureEncoding.Rgba16Float:
                    return (index == 3 ? Alpha : index) | SignedFloat;
                default:
                    return index == 3 ? Alpha | (isSrgb ? Linear : 0) : index;
            }
        }
    }
}
