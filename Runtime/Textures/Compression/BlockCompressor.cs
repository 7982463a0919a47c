using System;
using System.Numerics;
using System.Threading.Tasks;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>Compresses pictures into 4x4 blocks, row by row in parallel; the bytes do not depend on the number of threads.</summary>
    internal static class BlockCompressor
    {
        // A block whose texels are off by less than half a code on average has nothing to gain from a second line.
        private const float GoodEnough = 16 * 3 * 0.25f;

        // Blocks off by more than eight codes on average are few, and make up much of a picture's error: they get a second line in the fast mode too.
        private const float FarOff = 16 * 3 * 64f;

        /// <summary>Compresses one picture. Blocks over the edge repeat the last column and row.</summary>
        /// <param name="image">8 bits per channel.</param>
        /// <param name="encoding">A compressed encoding; sRGB ones and linear ones give the same bytes.</param>
        /// <param name="quality">For BC7.</param>
        /// <param name="maxThreads">At most this many; -1 for all.</param>
        /// <exception cref="ArgumentException">The encoding is not compressed, or the picture has a format of 16 bits.</exception>
        public static byte[] Compress(TextureImage image, TextureEncoding encoding, BlockQuality quality = BlockQuality.Good, int maxThreads = -1)
        {
            if (!TextureEncodings.IsCompressed(encoding))
            {
                throw new ArgumentException($"{encoding} is not block-compressed. Use one of the Bc encodings.", nameof(encoding));
            }

            if (image.Format == PixelFormat.R16 || image.Format == PixelFormat.Rgba16Float)
            {
                throw new ArgumentException($"{image.Format} cannot be compressed to {encoding}. Give 8 bits per channel.", nameof(image));
            }

            var blocksWide = (image.Width + 3) / 4;
            var blocksHigh = (image.Height + 3) / 4;
            var unit = TextureEncodings.UnitBytes(encoding);
            var output = new byte[blocksWide * blocksHigh * unit];
            Parallel.For(0, blocksHigh, new ParallelOptions { MaxDegreeOfParallelism = maxThreads }, row =>
            {
                Span<Vector4> texels = stackalloc Vector4[16];
                for (var column = 0; column < blocksWide; column++)
                {
                    Read(image, column * 4, row * 4, texels);
                    CompressBlock(texels, encoding, quality, output.AsSpan(((row * blocksWide) + column) * unit, unit));
                }
            });
            return output;
        }

        private static void CompressBlock(ReadOnlySpan<Vector4> texels, TextureEncoding encoding, BlockQuality quality, Span<byte> block)
        {
            switch (encoding)
            {
                case TextureEncoding.Bc1:
                case TextureEncoding.Bc1Srgb:
                    Bc1Encoder.Encode(texels, mayCutOut: true, block);
                    return;
                case TextureEncoding.Bc3:
                case TextureEncoding.Bc3Srgb:
                    Bc4Encoder.Encode(texels, 3, block);
                    Bc1Encoder.Encode(texels, mayCutOut: false, block.Slice(8));
                    return;
                case TextureEncoding.Bc4:
                    Bc4Encoder.Encode(texels, 0, block);
                    return;
                case TextureEncoding.Bc5:
                    Bc4Encoder.Encode(texels, 0, block);
                    Bc4Encoder.Encode(texels, 1, block.Slice(8));
                    return;
                default:
                    var error = Bc7Mode6.Encode(texels, quality == BlockQuality.Fast ? 1 : 2, block);
                    if (error > (quality == BlockQuality.Fast ? FarOff : GoodEnough) && IsOpaque(texels))
                    {
                        Bc7Mode1.Encode(texels, error, block);
                    }

                    return;
            }
        }

        private static bool IsOpaque(ReadOnlySpan<Vector4> texels)
        {
            foreach (var texel in texels)
            {
                if (texel.W < 255)
                {
                    return false;
                }
            }

            return true;
        }

        private static void Read(TextureImage image, int left, int top, Span<Vector4> texels)
        {
            var pixels = image.Pixels.Span;
            var stride = PixelFormats.BytesPerPixel(image.Format);
            for (var i = 0; i < 16; i++)
            {
                var x = Math.Min(left + (i & 3), image.Width - 1);
                var y = Math.Min(top + (i >> 2), image.Height - 1);
                var at = ((y * image.Width) + x) * stride;
                texels[i] = stride switch
                {
                    1 => new Vector4(pixels[at], pixels[at], pixels[at], 255),
                    2 => new Vector4(pixels[at], pixels[at + 1], 0, 255),
                    _ => new Vector4(pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]),
                };
            }
        }
    }
}
