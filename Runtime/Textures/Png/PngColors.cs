using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>Turns samples of any colour type and depth into texels: palette, transparency and the choice of our format.</summary>
    internal sealed class PngColors
    {
        private readonly PngHeader _header;
        private readonly byte[] _palette = new byte[256 * 4];
        private readonly int[] _keySamples = new int[3];
        private int _paletteCount;
        private bool _hasTransparency;

        public PngColors(PngHeader header)
        {
            _header = header;
        }

        public bool HasPalette => _paletteCount > 0;

        /// <exception cref="TextureFileException">The chunk does not fit the header.</exception>
        public void SetPalette(ReadOnlySpan<byte> data)
        {
            var most = _header.ColorType == PngHeader.Palette ? 1 << _header.BitDepth : 256;
            var allowed = _header.ColorType != PngHeader.Gray && _header.ColorType != PngHeader.GrayAlpha;
            if (HasPalette || !allowed || data.IsEmpty || data.Length % 3 != 0 || data.Length / 3 > most)
            {
                throw new TextureFileException($"A PNG palette of {data.Length} bytes does not belong here. The file is damaged.");
            }

            _paletteCount = data.Length / 3;
            for (var i = 0; i < _paletteCount; i++)
            {
                data.Slice(i * 3, 3).CopyTo(_palette.AsSpan(i * 4));
                _palette[(i * 4) + 3] = 255;
            }
        }

        /// <exception cref="TextureFileException">The chunk does not fit the header.</exception>
        public void SetTransparency(ReadOnlySpan<byte> data)
        {
            var type = _header.ColorType;
            var fits = type == PngHeader.Palette
                ? HasPalette && data.Length >= 1 && data.Length <= _paletteCount
                : (type == PngHeader.Gray && data.Length == 2) || (type == PngHeader.Rgb && data.Length == 6);
            if (!fits || _hasTransparency)
            {
                throw new TextureFileException($"A PNG tRNS chunk of {data.Length} bytes does not belong here. The file is damaged.");
            }

            _hasTransparency = true;
            if (type == PngHeader.Palette)
            {
                for (var i = 0; i < data.Length; i++)
                {
                    _palette[(i * 4) + 3] = data[i];
                }

                return;
            }

            for (var i = 0; i < data.Length / 2; i++)
            {
                _keySamples[i] = BinaryPrimitives.ReadUInt16BigEndian(data.Slice(i * 2)) & ((1 << _header.BitDepth) - 1);
            }
        }

        /// <summary>An empty picture in the format that the samples become.</summary>
        public TextureImage MakeImage(bool isLinear)
        {
            var format = isLinear ? PixelFormat.Rgba8 : PixelFormat.Rgba8Srgb;
            if (_header.ColorType == PngHeader.Gray && !_hasTransparency)
            {
                format = _header.BitDepth == 16 ? PixelFormat.R16 : PixelFormat.R8;
            }

            return new TextureImage(_header.Width, _header.Height, format);
        }

        /// <summary>Writes <paramref name="count"/> texels of an unfiltered row to row <paramref name="y"/>, from <paramref name="x"/> on in steps.</summary>
        /// <exception cref="TextureFileException">A palette index does not exist.</exception>
        public void Write(ReadOnlySpan<byte> row, int count, TextureImage image, int y, int x, int step)
        {
            var bytesPerPixel = PixelFormats.BytesPerPixel(image.Format);
            var target = image.Pixels.Span.Slice(((y * image.Width) + x) * bytesPerPixel);
            var depth = _header.BitDepth;
            for (var i = 0; i < count; i++)
            {
                var texel = target.Slice(i * step * bytesPerPixel, bytesPerPixel);
                switch (_header.ColorType)
                {
                    case PngHeader.Palette:
                        var index = Sample(row, i, depth);
                        if (index >= _paletteCount)
                        {
                            throw new TextureFileException($"PNG palette index {index} is beyond the {_paletteCount} colours. The file is damaged.");
                        }

                        _palette.AsSpan(index * 4, 4).CopyTo(texel);
                        break;
                    case PngHeader.Gray:
                        WriteGray(Sample(row, i, depth), image.Format, texel);
                        break;
                    case PngHeader.GrayAlpha:
                        texel.Slice(0, 3).Fill(ToByte(Sample(row, i * 2, depth)));
                        texel[3] = ToByte(Sample(row, (i * 2) + 1, depth));
                        break;
                    case PngHeader.Rgb:
                        WriteRgb(Sample(row, i * 3, depth), Sample(row, (i * 3) + 1, depth), Sample(row, (i * 3) + 2, depth), texel);
                        break;
                    default:
                        for (var channel = 0; channel < 4; channel++)
                        {
                            texel[channel] = ToByte(Sample(row, (i * 4) + channel, depth));
                        }

                        break;
                }
            }
        }

        private static int Sample(ReadOnlySpan<byte> row, int index, int depth)
        {
            if (depth == 8)
            {
                return row[index];
            }

            if (depth == 16)
            {
                return (row[index * 2] << 8) | row[(index * 2) + 1];
            }

            var bit = index * depth;
            return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
        }

        private byte ToByte(int sample)
        {
            var most = (1 << _header.BitDepth) - 1;
            return (byte)(((sample * 255) + (most / 2)) / most);
        }

        private void WriteGray(int sample, PixelFormat format, Span<byte> texel)
        {
            if (format == PixelFormat.R16)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(texel, (ushort)sample);
            }
            else if (format == PixelFormat.R8)
            {
                texel[0] = ToByte(sample);
            }
            else
            {
                texel.Slice(0, 3).Fill(ToByte(sample));
                texel[3] = sample == _keySamples[0] ? (byte)0 : (byte)255;
            }
        }

        private void WriteRgb(int red, int green, int blue, Span<byte> texel)
        {
            var isKey = _hasTransparency && red == _keySamples[0] && green == _keySamples[1] && blue == _keySamples[2];
            texel[0] = ToByte(red);
            texel[1] = ToByte(green);
            texel[2] = ToByte(blue);
            texel[3] = isKey ? (byte)0 : (byte)255;
        }
    }
}
