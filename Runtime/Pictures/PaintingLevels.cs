using System;

namespace DiffusionTextures.Pictures
{
    /// <summary>Brings a painting to the brightness and the contrast of the picture that it is put into.</summary>
    /// <remarks>
    /// zone       where the weights are between 0 and 1: picture and painting are both there
    /// bridge     a plane without its detail: smoothed where the zone begins, and over the inside the smoothest surface through that (Perez et al. 2003, Poisson image editing)
    /// contrast   mean difference of neighbours in the picture outside of the painting, over that in the painting, inside or across its seam, in the direction where that is less, at most 1
    /// matched    bridge of the picture + contrast (painting - bridge of the painting)
    /// </remarks>
    internal sealed class PaintingLevels
    {
        private const float AnchorWeight = 0.25f;

        // The painting is the smoother part of the picture, so its seam would stand out before it is as rough as the rest.
        private const double SeamMargin = 1.25;
        private const int Right = 1;
        private const int Below = 3;

        private readonly float[] _weights;
        private readonly int _width;
        private readonly int _height;
        private readonly TileAxes _wrap;
        private readonly float _sigma;
        private readonly float[] _zone;
        private readonly float[] _zoneShare;
        private readonly Membrane _inside;
        private readonly TorusShift _seam;

        /// <param name="weights">[H,W], 1 where the painting counts, 0 where the picture does.</param>
        /// <param name="width">W.</param>
        /// <param name="height">H.</param>
        /// <param name="wrap">Axes on which the picture continues at the opposite border.</param>
        /// <param name="seam">The column and the row that begin behind a seam in the painting; 0 for none.</param>
        public PaintingLevels(float[] weights, int width, int height, TileAxes wrap, TorusShift seam)
        {
            _seam = seam;
            _weights = weights;
            _width = width;
            _height = height;
            _wrap = wrap;
            _zone = Array.ConvertAll(weights, weight => weight > 0 && weight < 1 ? 1f : 0f);
            _sigma = ZoneWidth() / 2;
            _zoneShare = Blur(_zone);
            _inside = new Membrane(Array.ConvertAll(weights, weight => weight > AnchorWeight), width, height, wrap);
        }

        /// <summary>Matches one channel of a painting, in place.</summary>
        public void Match(Span<float> painted, ReadOnlySpan<float> original)
        {
            var across = Roughness(original, 0, Right) / Math.Max(Roughness(painted, 1, Right), Step(painted, _seam.Right, 1, _width, _height));
            var down = Roughness(original, 0, Below) / Math.Max(Roughness(painted, 1, Below), Step(painted, _seam.Down, _width, 1, _width));
            var contrast = (float)Math.Min(1, Math.Min(across, down));
            var from = Bridge(painted);
            var to = Bridge(original);
            for (var i = 0; i < painted.Length; i++)
            {
                painted[i] = to[i] + (contrast * (painted[i] - from[i]));
            }
        }

        /// <summary>The plane without its detail, from what the zone shows of it.</summary>
        private float[] Bridge(ReadOnlySpan<float> plane)
        {
            var bridge = new float[plane.Length];
            for (var i = 0; i < bridge.Length; i++)
            {
                bridge[i] = _zone[i] * plane[i];
            }

            bridge = Blur(bridge);
            for (var i = 0; i < bridge.Length; i++)
            {
                bridge[i] = _zone[i] == 0 ? 0 : bridge[i] / _zoneShare[i];
            }

            _inside.Stretch(bridge);
            return bridge;
        }

        /// <summary>Mean difference of neighbours in one direction where both have a weight.</summary>
        private double Roughness(ReadOnlySpan<float> plane, float weight, int side)
        {
            var grid = new TexelGrid(_width, _height, TileAxes.None);
            var (sum, count) = (0.0, 1e-9);
            for (var i = 0; i < plane.Length; i++)
            {
                var neighbour = grid.Neighbour(i, side);
                if (neighbour != i && _weights[i] == weight && _weights[neighbour] == weight)
                {
                    sum += Math.Abs(plane[i] - plane[neighbour]);
                    count++;
                }
            }

            return (sum / count) + 1e-9;
        }

        /// <summary>Mean difference across the line before a column or a row, which the border will be, with a margin; 0 where there is no seam.</summary>
        private static double Step(ReadOnlySpan<float> plane, int seam, int step, int along, int count)
        {
            var sum = 0.0;
            for (var i = 0; i < count && seam > 0; i++)
            {
                var at = (seam * step) + (i * along);
                sum += Math.Abs(plane[at] - plane[at - step]);
            }

            return SeamMargin * sum / count;
        }

        /// <summary>Texels of the zone over those of its rim to what is painted alone.</summary>
        private float ZoneWidth()
        {
            var grid = new TexelGrid(_width, _height, _wrap);
            var (area, rim) = (0, 0);
            for (var i = 0; i < _zone.Length; i++)
            {
                area += (int)_zone[i];
                for (var side = 0; side < 4 && _zone[i] == 1; side++)
                {
                    rim += _weights[grid.Neighbour(i, side)] == 1 ? 1 : 0;
                }
            }

            return rim == 0 ? 0 : (float)area / rim;
        }

        private float[] Blur(ReadOnlySpan<float> plane) => GaussianBlur.Apply(plane, _width, _height, _sigma, _wrap);
    }
}
