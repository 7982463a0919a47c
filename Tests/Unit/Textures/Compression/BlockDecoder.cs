using System.Buffers.Binary;
using System.Numerics;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Tests.Textures.Compression;

/// <summary>
/// Decodes blocks, written from the Khronos Data Format Specification (S3TC, RGTC, BPTC) and sharing nothing with the encoders but the
/// partition table. <see cref="BlockDecoderTests"/> holds it against Pillow's decoders, every partition included.
/// </summary>
internal static class BlockDecoder
{
    private static readonly int[][] BptcWeights =
    [
        [0, 9, 18, 27, 37, 46, 55, 64],
        [0, 4, 9, 13, 17, 21, 26, 30, 34, 38, 43, 47, 51, 55, 60, 64],
    ];

    public static byte[] Decode(byte[] blocks, int width, int height, TextureEncoding encoding)
    {
        var rgba = new byte[width * height * 4];
        var unit = TextureEncodings.UnitBytes(encoding);
        var wide = (width + 3) / 4;
        for (var b = 0; b < blocks.Length / unit; b++)
        {
            var texels = DecodeBlock(blocks.AsSpan(b * unit, unit), encoding);
            for (var i = 0; i < 16; i++)
            {
                var (x, y) = (b % wide * 4 + i % 4, b / wide * 4 + i / 4);
                if (x < width && y < height)
                {
                    texels.AsSpan(i * 4, 4).CopyTo(rgba.AsSpan((y * width + x) * 4));
                }
            }
        }

        return rgba;
    }

    private static byte[] DecodeBlock(ReadOnlySpan<byte> block, TextureEncoding encoding)
    {
        var texels = new byte[64];
        switch (encoding)
        {
            case TextureEncoding.Bc1 or TextureEncoding.Bc1Srgb:
                S3tc(block, texels, true);
                break;
            case TextureEncoding.Bc3 or TextureEncoding.Bc3Srgb:
                S3tc(block[8..], texels, false);
                Rgtc(block, texels, 3);
                break;
            case TextureEncoding.Bc4:
                Rgtc(block, texels, 0);
                break;
            case TextureEncoding.Bc5:
                Rgtc(block, texels, 0);
                Rgtc(block[8..], texels, 1);
                break;
            default:
                Bptc(block, texels);
                break;
        }

        return texels;
    }

    private static void S3tc(ReadOnlySpan<byte> block, byte[] texels, bool modes)
    {
        var c0 = BinaryPrimitives.ReadUInt16LittleEndian(block);
        var c1 = BinaryPrimitives.ReadUInt16LittleEndian(block[2..]);
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        double[] Rgb(int c) => [(c >> 11) * 255 / 31.0, ((c >> 5) & 63) * 255 / 63.0, (c & 31) * 255 / 31.0, 255];
        var (a, b) = (Rgb(c0), Rgb(c1));
        for (var i = 0; i < 16; i++)
        {
            var index = (int)(bits >> (2 * i)) & 3;
            var four = !modes || c0 > c1;
            var t = index switch { 0 => 0.0, 1 => 1.0, 2 => four ? 1 / 3.0 : 0.5, _ => 2 / 3.0 };
            for (var k = 0; k < 4; k++)
            {
                texels[i * 4 + k] = !four && index == 3 ? (byte)0 : (byte)Math.Round(a[k] + (b[k] - a[k]) * t);
            }
        }
    }

    private static void Rgtc(ReadOnlySpan<byte> block, byte[] texels, int channel)
    {
        var (r0, r1) = (block[0], block[1]);
        ulong bits = 0;
        for (var i = 0; i < 6; i++)
        {
            bits |= (ulong)block[2 + i] << (8 * i);
        }

        for (var i = 0; i < 16; i++)
        {
            var index = (int)(bits >> (3 * i)) & 7;
            var value = index switch
            {
                0 => r0,
                1 => r1,
                _ when r0 > r1 => ((8 - index) * r0 + (index - 1) * r1) / 7.0,
                6 => 0,
                7 => 255,
                _ => ((6 - index) * r0 + (index - 1) * r1) / 5.0,
            };
            texels[i * 4 + channel] = (byte)Math.Round(value);
        }
    }

    private static void Bptc(ReadOnlySpan<byte> block, byte[] texels)
    {
        var all = new BigInteger(block, isUnsigned: true);
        int Take(int count)
        {
            var value = (int)(all & ((BigInteger.One << count) - 1));
            all >>= count;
            return value;
        }

        var mode = 0;
        while (Take(1) == 0)
        {
            mode++;
        }

        Assert.That(mode, Is.EqualTo(1).Or.EqualTo(6), "the encoder uses modes 1 and 6");
        var partition = mode == 1 ? Take(6) : 0;
        var subsets = mode == 1 ? 2 : 1;
        var channels = mode == 1 ? 3 : 4;
        var ends = new int[subsets * 2, 4];
        for (var k = 0; k < channels; k++)
        {
            for (var e = 0; e < subsets * 2; e++)
            {
                ends[e, k] = Take(mode == 1 ? 6 : 7);
            }
        }

        for (var p = 0; p < 2; p++)
        {
            var low = Take(1);
            for (var k = 0; k < channels; k++)
            {
                if (mode == 6)
                {
                    ends[p, k] = ends[p, k] * 2 + low;
                }
                else
                {
                    ends[p * 2, k] = ends[p * 2, k] * 2 + low;
                    ends[p * 2 + 1, k] = ends[p * 2 + 1, k] * 2 + low;
                }
            }
        }

        var weights = BptcWeights[mode == 1 ? 0 : 1];
        for (var i = 0; i < 16; i++)
        {
            var subset = mode == 1 ? (DiffusionTextures.Textures.Compression.Bc7Partitions.Masks[partition] >> i) & 1 : 0;
            var anchor = i == 0 || (mode == 1 && i == DiffusionTextures.Textures.Compression.Bc7Partitions.Anchors[partition]);
            var weight = weights[Take((mode == 1 ? 3 : 4) - (anchor ? 1 : 0))];
            for (var k = 0; k < 4; k++)
            {
                var (a, b) = (ends[subset * 2, k], ends[subset * 2 + 1, k]);
                if (mode == 1)
                {
                    (a, b) = k == 3 ? (255, 255) : ((a << 1) | (a >> 6), (b << 1) | (b >> 6));
                }

                texels[i * 4 + k] = (byte)((a * (64 - weight) + b * weight + 32) >> 6);
            }
        }
    }
}
