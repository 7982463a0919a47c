using System;

namespace DiffusionTextures.Decoding
{
    /// <summary>Finds out on which axes a model wraps around, whether by an edit or of its own: there, rolling what goes in rolls what comes out.</summary>
    internal static class WrapProbe
    {
        /// <summary>Cells of a side where the model leaves it open.</summary>
        public const int Side = 16;

        private const int Shift = 5;
        private const double LargestShare = 0.02;

        /// <summary>A model from planes [C,h,w] to planes at another size, which are valid until the next call.</summary>
        public delegate ReadOnlySpan<float> Model(ReadOnlySpan<float> planes);

        /// <summary>Runs the model three times on noise.</summary>
        /// <param name="model">The model.</param>
        /// <param name="channels">Planes that it takes.</param>
        /// <param name="height">Cells.</param>
        /// <param name="width">Cells.</param>
        /// <param name="inputScale">Elements of an input plane per cell and side.</param>
        /// <param name="outputScale">The same for outputs.</param>
        public static TileAxes Find(Model model, int channels, int height, int width, int inputScale, int outputScale)
        {
            var planes = new float[channels * height * width * inputScale * inputScale];
            var random = new Random(1);
            for (var i = 0; i < planes.Length; i++)
            {
                planes[i] = (float)((random.NextDouble() * 2) - 1);
            }

            var plain = model(planes).ToArray();
            var axes = TileAxes.None;
            axes |= IsRolled(TileAxes.X, 0, Shift % width) ? TileAxes.X : TileAxes.None;
            axes |= IsRolled(TileAxes.Y, Shift % height, 0) ? TileAxes.Y : TileAxes.None;
            return axes;

            bool IsRolled(TileAxes axis, int down, int right)
            {
                var rolled = Roll(planes, height * inputScale, width * inputScale, down * inputScale, right * inputScale);
                var expected = Roll(plain, height * outputScale, width * outputScale, down * outputScale, right * outputScale);
                return Difference(model(rolled), expected, height * outputScale, width * outputScale, outputScale, axis) < LargestShare;
            }
        }

        private static float[] Roll(float[] planes, int height, int width, int down, int right)
        {
            var rolled = new float[planes.Length];
            for (var line = 0; line < planes.Length / width; line++)
            {
                var target = (line / height * height) + ((line + down) % height);
                planes.AsSpan(line * width, width - right).CopyTo(rolled.AsSpan((target * width) + right));
                planes.AsSpan((line * width) + width - right, right).CopyTo(rolled.AsSpan(target * width));
            }

            return rolled;
        }

        /// <summary>Mean difference in the first cells of the axis, as a share of the mean deviation there.</summary>
        private static double Difference(ReadOnlySpan<float> given, float[] expected, int height, int width, int cell, TileAxes axis)
        {
            double difference = 0, sum = 0, deviation = 0;
            var count = 0;
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < expected.Length; i++)
                {
                    if ((axis == TileAxes.X ? i % width : i / width % height) >= cell)
                    {
                        continue;
                    }

                    if (pass == 0)
                    {
                        difference += Math.Abs(given[i] - expected[i]);
                        sum += expected[i];
                        count++;
                    }
                    else
                    {
                        deviation += Math.Abs(expected[i] - (sum / count));
                    }
                }
            }

            return difference / Math.Max(deviation, 1e-6);
        }
    }
}
