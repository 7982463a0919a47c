using System;

namespace DiffusionTextures.Pictures
{
    /// <summary>The cross that a picture's border makes once the picture is moved by half of its sides, and the band around it that is repainted.</summary>
    internal sealed class SeamCross
    {
        private const float FadeShare = 0.5f;

        private readonly int _columns;
        private readonly int _rows;
        private readonly int _factor;
        private readonly int _halfX;
        private readonly int _halfY;

        /// <param name="seam">What was asked for.</param>
        /// <param name="columns">Latent cells across.</param>
        /// <param name="rows">Latent cells down.</param>
        /// <param name="factor">Texels per cell and side.</param>
        public SeamCross(SeamRemoval seam, int columns, int rows, int factor)
        {
            _columns = columns;
            _rows = rows;
            _factor = factor;
            _halfX = (seam.Axes & TileAxes.X) != 0 ? HalfBand(seam.Band, columns) : 0;
            _halfY = (seam.Axes & TileAxes.Y) != 0 ? HalfBand(seam.Band, rows) : 0;
            Shift = new TorusShift(_halfX > 0 ? Middle(columns) : 0, _halfY > 0 ? Middle(rows) : 0);
        }

        /// <summary>In cells: brings the border to the middle.</summary>
        public TorusShift Shift { get; }

        /// <summary>[1,1,H,W], 1 in the band.</summary>
        public FloatTensor Mask()
        {
            var mask = new FloatTensor(1, 1, _rows * _factor, _columns * _factor);
            Fill(mask.Span, 0);
            return mask;
        }

        /// <summary>[H,W]: 1 around the seam, falling to 0 over the outer part of the band, so that the picture's own structure fades into the painting.</summary>
        public float[] Weights()
        {
            var weights = new float[_rows * _factor * _columns * _factor];
            Fill(weights, FadeShare);
            return weights;
        }

        /// <summary>An odd number near half: the seam then lies inside of the cells of every coarser level of the U-Net, not where two of them meet.</summary>
        private static int Middle(int cells) => cells < 4 ? cells / 2 : (cells / 2) | 1;

        private static int HalfBand(float band, int cells) => Math.Max(1, (int)(band * cells / 2));

        private void Fill(Span<float> texels, float fade)
        {
            var width = _columns * _factor;
            for (var i = 0; i < texels.Length; i++)
            {
                var x = Weight(i % width, Shift.Right, _halfX, fade);
                var y = Weight(i / width, Shift.Down, _halfY, fade);
                texels[i] = Math.Max(x, y);
            }
        }

        /// <summary>By the distance of a texel's middle from the seam in the middle: 1 near it, 0 at and beyond the band's edge.</summary>
        private float Weight(int texel, int seam, int half, float fade)
        {
            if (half == 0)
            {
                return 0;
            }

            var edge = half * _factor;
            var inside = edge - Math.Abs(texel + 0.5f - (seam * _factor));
            if (inside <= 0)
            {
                return 0;
            }

            var t = fade == 0 ? 1 : Math.Min(1, inside / (fade * edge));
            return t * t * (3 - (2 * t));
        }
    }
}
