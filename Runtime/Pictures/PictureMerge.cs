using System;

namespace DiffusionTextures.Pictures
{
    /// <summary>Puts what was painted into the picture that it was painted for: untouched texels keep their exact values.</summary>
    internal sealed class PictureMerge
    {
        private readonly FloatTensor _picture;
        private readonly float[] _weights;
        private readonly PaintingLevels? _levels;

        private PictureMerge(FloatTensor picture, float[] weights, PaintingLevels? levels)
        {
            _picture = picture;
            _weights = weights;
            _levels = levels;
        }

        /// <summary>Cross-fades by weights.</summary>
        /// <param name="picture">[1,3,H,W].</param>
        /// <param name="weights">[H,W], 1 where the painting counts, 0 where the picture does.</param>
        public static PictureMerge Feathered(FloatTensor picture, float[] weights) => new PictureMerge(picture, weights, null);

        /// <summary>Cross-fades a painting that is brought to the picture's brightness and contrast first, so that no edge shows.</summary>
        /// <param name="picture">[1,3,H,W].</param>
        /// <param name="weights">[H,W], 1 where the painting counts, 0 where the picture does.</param>
        /// <param name="wrap">Axes on which the picture continues at the opposite border.</param>
        /// <param name="seam">The column and the row that begin behind a seam in the painting; 0 for none.</param>
        public static PictureMerge Levelled(FloatTensor picture, float[] weights, TileAxes wrap, TorusShift seam = default)
        {
            return new PictureMerge(picture, weights, new PaintingLevels(weights, picture.Shape[3], picture.Shape[2], wrap, seam));
        }

        /// <summary>Merges in place.</summary>
        /// <param name="painting">[3,H,W].</param>
        public void Apply(Span<float> painting)
        {
            var size = _weights.Length;
            for (var channel = 0; channel < 3; channel++)
            {
                var painted = painting.Slice(channel * size, size);
                var original = _picture.Span.Slice(channel * size, size);
                _levels?.Match(painted, original);
                for (var i = 0; i < size; i++)
                {
                    painted[i] = _weights[i] == 0 ? original[i] : original[i] + (_weights[i] * (painted[i] - original[i]));
                }
            }
        }
    }
}
