using System;

namespace DiffusionTextures.Pictures
{
    /// <summary>A picture in the middle of a larger one, whose new texels continue the nearest old ones smoothly until they are painted.</summary>
    internal sealed class PictureExtension
    {
        private readonly Outpaint _outpaint;
        private readonly int _width;
        private readonly int _height;
        private readonly int _factor;

        /// <param name="picture">[1,3,H,W].</param>
        /// <param name="outpaint">Texels added to each side.</param>
        /// <param name="factor">Texels per latent cell and side.</param>
        public PictureExtension(FloatTensor picture, Outpaint outpaint, int factor)
        {
            _outpaint = outpaint;
            _factor = factor;
            _width = picture.Shape[3] + outpaint.Left + outpaint.Right;
            _height = picture.Shape[2] + outpaint.Top + outpaint.Bottom;
            Picture = new FloatTensor(1, 3, _height, _width);
            var open = new bool[_width * _height];
            for (var i = 0; i < open.Length; i++)
            {
                open[i] = DepthInside(i) < 0;
            }

            var membrane = new Membrane(open, _width, _height, TileAxes.None);
            for (var channel = 0; channel < 3; channel++)
            {
                var plane = Picture.Span.Slice(channel * open.Length, open.Length);
                for (var y = 0; y < picture.Shape[2]; y++)
                {
                    picture.Span.Slice(((channel * picture.Shape[2]) + y) * picture.Shape[3], picture.Shape[3])
                        .CopyTo(plane.Slice(((y + outpaint.Top) * _width) + outpaint.Left));
                }

                membrane.Stretch(plane);
            }
        }

        /// <summary>[1,3,H,W] of the larger size.</summary>
        public FloatTensor Picture { get; }

        /// <summary>[H,W]: 1 in what is new, 0 in the old picture but for a rim that fades over twice the blur's reach.</summary>
        public float[] Weights(float blur)
        {
            var reach = GaussianBlur.Reach(blur);
            var weights = new float[_width * _height];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = DepthInside(i) < reach ? 1 : 0;
            }

            return GaussianBlur.Apply(weights, _width, _height, blur, TileAxes.None);
        }

        /// <summary>[1,1,H,W]: 1 in every cell that has a texel of some weight.</summary>
        public FloatTensor CellMask(float[] weights)
        {
            var mask = new FloatTensor(1, 1, _height, _width);
            for (var i = 0; i < weights.Length; i++)
            {
                if (weights[i] > 0)
                {
                    FillCell(mask.Span, i % _width / _factor * _factor, i / _width / _factor * _factor);
                }
            }

            return mask;
        }

        private void FillCell(Span<float> mask, int left, int top)
        {
            for (var y = top; y < Math.Min(top + _factor, _height); y++)
            {
                mask.Slice((y * _width) + left, Math.Min(_factor, _width - left)).Fill(1);
            }
        }

        /// <summary>Texels from the nearest side that is extended, negative outside of the old picture.</summary>
        private int DepthInside(int texel)
        {
            var x = texel % _width;
            var y = texel / _width;
            var depth = int.MaxValue;
            depth = _outpaint.Left > 0 ? Math.Min(depth, x - _outpaint.Left) : depth;
            depth = _outpaint.Top > 0 ? Math.Min(depth, y - _outpaint.Top) : depth;
            depth = _outpaint.Right > 0 ? Math.Min(depth, _width - _outpaint.Right - 1 - x) : depth;
            return _outpaint.Bottom > 0 ? Math.Min(depth, _height - _outpaint.Bottom - 1 - y) : depth;
        }
    }
}
