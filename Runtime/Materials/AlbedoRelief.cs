using System;
using DiffusionTextures.Decoding;

namespace DiffusionTextures.Materials
{
    /// <summary>
    /// Height and roughness guessed from the albedo, for models without a material decoder.
    /// </summary>
    /// <remarks>
    /// Lightness s is the square root of linear luminance (Rec. 709). It is split into bands of one octave each (B3-spline pyramid on a
    /// torus). Height is the sum of the bands, those between 2 and 16 texels strengthened and the slow remainder weakened, because slow
    /// changes are mostly paint or lighting and quick ones mostly relief; the span between the 2nd and the 98th percentile is then
    /// stretched, at most fourfold, to 0.08 to 0.92. Bright is high, unless the bright part is the rare one (median in the lower 28 % of
    /// the span): joints take less room than stones, so that white mortar and glowing cracks become low. Roughness starts at 0.6, rises
    /// where the picture is busy and in hollows, and falls a little where it is even and raised.
    /// Limits: the choice of sign fails for raised bright details on a dark ground (MaterialMapSettings.InvertDerivedHeight overrules it)
    /// and flips the whole map at once; painted patterns become relief; wet, polished or metallic surfaces are not recognised. Metallic
    /// is 0 everywhere.
    /// </remarks>
    internal sealed class AlbedoRelief
    {
        private const int MaxLevels = 7;
        private const float SlowWeight = 0.35f;
        private const float MaxGain = 4f;
        private const float LowTarget = 0.08f;
        private const float HighTarget = 0.92f;
        private const float RareBright = 0.28f;

        private static readonly float[] BandWeights = { 0.7f, 1f, 1.2f, 1.1f, 0.9f, 0.7f, 0.5f };

        private readonly WrapFilter _filter;
        private readonly PercentileRange _range = new PercentileRange();
        private float[] _lightness = Array.Empty<float>();
        private float[] _smooth = Array.Empty<float>();
        private float[] _smoother = Array.Empty<float>();
        private float[] _busy = Array.Empty<float>();
        private float[] _busySmooth = Array.Empty<float>();

        public AlbedoRelief(WrapFilter filter)
        {
            _filter = filter;
        }

        /// <summary>Fills both planes [H,W] with values in [0,1]; the same for the same albedo, rolled for a rolled one.</summary>
        /// <param name="albedo">[3,H,W] in [-1,1], sRGB-encoded.</param>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <param name="invert">Whether dark is high; null decides by what is rarer.</param>
        /// <param name="heightPlane">Out.</param>
        /// <param name="roughnessPlane">Out.</param>
        public void Derive(ReadOnlySpan<float> albedo, int width, int height, bool? invert, Span<float> heightPlane, Span<float> roughnessPlane)
        {
            var count = width * height;
            Reserve(count);
            WriteLightness(albedo, count);
            SumBands(width, height, heightPlane);
            var span = _range.Measure(heightPlane);
            var gain = Math.Min(MaxGain, (HighTarget - LowTarget) / Math.Max(span.High - span.Low, 1e-6f));
            var isInverted = invert ?? (span.Median < span.Low + (RareBright * (span.High - span.Low)));
            gain = isInverted ? -gain : gain;
            var middle = (span.Low + span.High) * 0.5f;
            for (var i = 0; i < count; i++)
            {
                heightPlane[i] = Clamp(((heightPlane[i] - middle) * gain) + 0.5f);
            }

            _filter.Smooth(_busy, _busySmooth, width, height, 1);
            for (var i = 0; i < count; i++)
            {
                roughnessPlane[i] = Clamp(0.6f + Math.Min(_busySmooth[i], 0.2f) + (0.25f * (0.5f - heightPlane[i])));
            }
        }

        private static float Clamp(float value) => value > 0f ? (value < 1f ? value : 1f) : 0f;

        private static int Levels(int width, int height)
        {
            var levels = 1;
            while (levels < MaxLevels && 4 << levels <= Math.Min(width, height))
            {
                levels++;
            }

            return levels;
        }

        private void Reserve(int count)
        {
            if (_lightness.Length != count)
            {
                _lightness = new float[count];
                _smooth = new float[count];
                _smoother = new float[count];
                _busy = new float[count];
                _busySmooth = new float[count];
            }
        }

        private void WriteLightness(ReadOnlySpan<float> albedo, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var red = SrgbTransfer.ToLinear(Clamp((albedo[i] * 0.5f) + 0.5f));
                var green = SrgbTransfer.ToLinear(Clamp((albedo[count + i] * 0.5f) + 0.5f));
                var blue = SrgbTransfer.ToLinear(Clamp((albedo[(count * 2) + i] * 0.5f) + 0.5f));
                _lightness[i] = (float)Math.Sqrt((0.2126f * red) + (0.7152f * green) + (0.0722f * blue));
            }
        }

        private void SumBands(int width, int height, Span<float> sum)
        {
            sum.Clear();
            Array.Clear(_busy, 0, _busy.Length);
            _lightness.CopyTo(_smooth, 0);
            var levels = Levels(width, height);
            for (var level = 0; level < levels; level++)
            {
                _filter.Smooth(_smooth, _smoother, width, height, 1 << level);
                var weight = BandWeights[level];
                for (var i = 0; i < sum.Length; i++)
                {
                    var band = _smooth[i] - _smoother[i];
                    sum[i] += weight * band;
                    _busy[i] += level < 2 ? Math.Abs(band) : 0f;
                }

                (_smooth, _smoother) = (_smoother, _smooth);
            }

            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += SlowWeight * _smooth[i];
            }
        }
    }
}
