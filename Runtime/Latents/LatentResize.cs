using System;

namespace DiffusionTextures.Latents
{
    /// <summary>Enlarges latents as torch's interpolate does, align_corners false: first the rows, then the columns.</summary>
    internal static class LatentResize
    {
        /// <param name="latents">[N,C,h,w] of <paramref name="from"/>.</param>
        /// <param name="from">Shape of the latents.</param>
        /// <param name="to">Shape to enlarge to, of as many planes.</param>
        /// <param name="method">The filter.</param>
        /// <param name="wrap">Axes on which the picture continues at the opposite border; the others repeat their edge.</param>
        public static float[] Apply(ReadOnlySpan<float> latents, LatentShape from, LatentShape to, LatentUpscale method, TileAxes wrap)
        {
            var across = new Taps(from.Width, to.Width, method, (wrap & TileAxes.X) != 0);
            var down = new Taps(from.Height, to.Height, method, (wrap & TileAxes.Y) != 0);
            var row = new float[from.Height * to.Width];
            var enlarged = new float[to.Count];
            for (var plane = 0; plane < from.Images * from.Channels; plane++)
            {
                var source = latents.Slice(plane * from.Height * from.Width, from.Height * from.Width);
                var target = enlarged.AsSpan(plane * to.Height * to.Width, to.Height * to.Width);
                for (var y = 0; y < from.Height; y++)
                {
                    for (var x = 0; x < to.Width; x++)
                    {
                        row[(y * to.Width) + x] = across.Sum(source, y * from.Width, 1, x);
                    }
                }

                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = down.Sum(row, i % to.Width, to.Width, i / to.Width);
                }
            }

            return enlarged;
        }

        /// <summary>The cells and weights that each new cell is made of.</summary>
        private sealed class Taps
        {
            private const int Width = 4;

            private readonly int[] _cells;
            private readonly float[] _weights;

            public Taps(int from, int to, LatentUpscale method, bool wraps)
            {
                _cells = new int[to * Width];
                _weights = new float[to * Width];
                var scale = (double)from / to;
                for (var i = 0; i < to; i++)
                {
                    var position = method == LatentUpscale.Nearest ? Math.Floor(i * scale) : ((i + 0.5) * scale) - 0.5;
                    var first = (int)Math.Floor(position) - 1;
                    var sum = 0.0;
                    for (var tap = 0; tap < Width; tap++)
                    {
                        var cell = first + tap;
                        var isOutside = cell < 0 || cell >= from;
                        var weight = isOutside && !wraps && method == LatentUpscale.BicubicAntialiased ? 0 : Weight(method, position - cell);
                        _cells[(i * Width) + tap] = wraps ? ((cell % from) + from) % from : Math.Max(0, Math.Min(from - 1, cell));
                        _weights[(i * Width) + tap] = (float)weight;
                        sum += weight;
                    }

                    // Torch's antialiased filters leave out what lies beyond the border; the rest then counts for all of it.
                    for (var tap = 0; tap < Width; tap++)
                    {
                        _weights[(i * Width) + tap] = (float)(_weights[(i * Width) + tap] / sum);
                    }
                }
            }

            public float Sum(ReadOnlySpan<float> source, int start, int stride, int index)
            {
                var sum = 0f;
                for (var tap = index * Width; tap < (index + 1) * Width; tap++)
                {
                    sum += _weights[tap] * source[start + (_cells[tap] * stride)];
                }

                return sum;
            }

            private static double Weight(LatentUpscale method, double distance)
            {
                var x = Math.Abs(distance);
                return method switch
                {
                    LatentUpscale.Nearest => x == 0 ? 1 : 0,
                    LatentUpscale.Bilinear => Math.Max(0, 1 - x),
                    LatentUpscale.Bicubic => Cubic(x, -0.75),
                    _ => Cubic(x, -0.5),
                };
            }

            /// <summary>Keys' cubic convolution kernel (1981).</summary>
            private static double Cubic(double x, double a)
            {
                if (x <= 1)
                {
                    return (((a + 2) * x) - (a + 3)) * x * x + 1;
                }

                return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a : 0;
            }
        }
    }
}
