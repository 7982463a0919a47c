using System;

namespace DiffusionTextures.Graphics
{
    /// <summary>
    /// Float planes to the texels of every mip level, for backends that do not make mips themselves. Level 0 is packed as
    /// <see cref="DecodedMaterial.CopyPixels"/> does; every other is the mean, in linear values, of what level 0 stores, rounded once.
    /// </summary>
    /// <remarks>Keeps its scratch memory: the second picture of a size allocates nothing. Not thread-safe.</remarks>
    internal sealed class LevelPacker
    {
        private float[] _level = Array.Empty<float>();
        private float[] _next = Array.Empty<float>();
        private float[] _row = Array.Empty<float>();
        private float[] _half = Array.Empty<float>();
        private byte[] _texels = Array.Empty<byte>();

        /// <summary>Fills all rows of one part.</summary>
        /// <param name="planes">[C,H,W] as <see cref="DecodedMaterial.GetPlanes"/> gives them.</param>
        /// <param name="upload">Takes the rows.</param>
        /// <param name="index">The part.</param>
        public void Pack(ReadOnlySpan<float> planes, StagedUpload upload, int index)
        {
            var part = upload.Parts[index];
            var description = part.Texture.Description;
            var levels = description.LevelCount;
            Reserve(ref _row, part.Channels * description.Width);
            Reserve(ref _half, part.Channels * description.Width);
            Reserve(ref _texels, description.RowByteCount(0));
            for (var level = 0; level < levels; level++)
            {
                var (width, height) = (description.LevelWidth(level), description.LevelHeight(level));
                var row = _row.AsSpan(0, part.Channels * width);
                var texels = _texels.AsSpan(0, description.RowByteCount(level));
                var next = level + 1 < levels ? ReserveNext(part.Channels, width, height) : default;
                for (var y = 0; y < height; y++)
                {
                    if (level == 0)
                    {
                        Gather(planes, part.Channels, width, height, y, row);
                        TexelPacking.Pack(part.Kind, description.Format, row, texels);
                        LinearRow.Decode(part.Kind, description.Format, texels, row);
                    }
                    else
                    {
                        Gather(_level, part.Channels, width, height, y, row);
                    }

                    HalveInto(next, row, part.Channels, y, height);
                    if (level > 0)
                    {
                        LinearRow.Encode(part.Kind, description.Format, row, texels);
                    }

                    texels.CopyTo(upload.Row(index, level, y));
                }

                (_level, _next) = (_next, _level);
            }
        }

        private static void Gather(ReadOnlySpan<float> planes, int channels, int width, int height, int y, Span<float> row)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                planes.Slice(((channel * height) + y) * width, width).CopyTo(row.Slice(channel * width));
            }
        }

        private static void Reserve<T>(ref T[] buffer, int count)
        {
            if (buffer.Length < count)
            {
                buffer = new T[count];
            }
        }

        private Span<float> ReserveNext(int channels, int width, int height)
        {
            var count = channels * Math.Max(1, width / 2) * Math.Max(1, height / 2);
            Reserve(ref _next, count);
            var next = _next.AsSpan(0, count);
            next.Clear();
            return next;
        }

        private void HalveInto(Span<float> next, ReadOnlySpan<float> row, int channels, int y, int height)
        {
            if (next.IsEmpty)
            {
                return;
            }

            var width = row.Length / channels;
            var plane = next.Length / channels;
            var half = _half.AsSpan(0, Math.Max(1, width / 2));
            for (var channel = 0; channel < channels; channel++)
            {
                BoxHalving.Across(row.Slice(channel * width, width), half);
                BoxHalving.Down(half, y, height, next.Slice(channel * plane, plane));
            }
        }
    }
}
