using System;

namespace DiffusionTextures.Pictures
{
    /// <summary>Puts what was painted into the picture that it was painted for: untouched texels keep their exact values.</summary>
    internal sealed class PictureMerge
    {
        private readonly FloatTensor _picture;
        private readonly float[] _weights;
        private readonly Membrane? _membrane;

        private PictureMerge(FloatTensor picture, float[] weights, Membrane? membrane)
        {
            _picture = picture;
            _weights = weights;
            _membrane = membrane;
        }

        /// <summary>Cross-fades by weights.</summary>
        /// <param name="picture">[1,3,H,W].</param>
        /// <param name="weights">[H,W], 1 where the painting counts, 0 where the picture does.</param>
        public static PictureMerge Feathered(FloatTensor picture, float[] weights) => new PictureMerge(picture, weights, null);

        /// <summary>
        /// Brings the painting's brightness to that of the picture around it first, so that no edge shows: what differs at the rim is spread over the inside as the smoothest
        /// surface (Perez et al. 2003, Poisson image editing).
        /// </summary>
        /// <inheritdoc cref="Feathered"/>
        /// <param name="picture">[1,3,H,W].</param>
        /// <param name="weights">[H,W], 1 where the painting counts, 0 where the picture does.</param>
        /// <param name="wrap">Axes on which the picture continues at the opposite border.</param>
        public static PictureMerge Levelled(FloatTensor picture, float[] weights, TileAxes wrap)
        {
            var open = Array.ConvertAll(weights, weight => weight > 0);
            return new PictureMerge(picture, weights, new Membrane(open, picture.Shape[3], picture.Shape[2], wrap));
        }

        /// <summary>Merges in place.</summary>
        /// <param name="painting">[3,H,W].</param>
        public void Apply(Span<float> painting)
        {
            var size = _weights.Length;
            var difference = new float[size];
            for (var channel = 0; channel < 3; channel++)
            {
                var painted = painting.Slice(channel * size, size);
                var original = _picture.Span.Slice(channel * size, size);
                if (_membrane != null)
                {
                    for (var i = 0; i < size; i++)
                    {
                        difference[i] = _weights[i] > 0 ? 0 : original[i] - painted[i];
                    }

                    _membrane.Stretch(difference);
                }

                for (var i = 0; i < size; i++)
                {
                    painted[i] = _weights[i] == 0 ? original[i] : original[i] + (_weights[i] * (painted[i] + difference[i] - original[i]));
                }
            }
        }
    }
}
