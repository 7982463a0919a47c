using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Decoding
{
    /// <summary>One colour per latent cell as a linear function of the cell's channels, fitted to a decoder by least squares.</summary>
    /// <remarks>
    /// Fitted on one latent of noise in two sizes: patches of four cells of one value, which give the decoder something to call a colour, and grain from cell to cell. Each
    /// cell's colour is the mean of its texels. Every model has its own decoder at hand, so that no table of coefficients has to be right for it.
    /// </remarks>
    internal sealed class LatentProjection
    {
        private const int Side = 32;
        private const int Patch = 4;

        // [3][C + 1], the last one the constant.
        private readonly double[][] _weights;

        private LatentProjection(double[][] weights)
        {
            _weights = weights;
        }

        /// <summary>Decodes one latent and fits.</summary>
        /// <param name="decoder">The decoder, in use.</param>
        /// <param name="shape">A shape that it can decode; the channels count.</param>
        /// <param name="control">Carries the request's cancel.</param>
        public static LatentProjection Fit(LatentDecoder decoder, LatentShape shape, RunControl control)
        {
            var latents = Noise(shape);
            var picture = decoder.Decode(latents, shape, VaeTiling.Off, control);
            var count = shape.Channels + 1;
            var cells = shape.Height * shape.Width;
            var normal = new double[count, count];
            var right = new double[3, count];
            var sample = new double[count];
            for (var cell = 0; cell < cells; cell++)
            {
                for (var channel = 0; channel < shape.Channels; channel++)
                {
                    sample[channel] = latents[(channel * cells) + cell];
                }

                sample[shape.Channels] = 1;
                for (var i = 0; i < count; i++)
                {
                    for (var j = 0; j < count; j++)
                    {
                        normal[i, j] += sample[i] * sample[j];
                    }

                    for (var color = 0; color < 3; color++)
                    {
                        right[color, i] += sample[i] * MeanOf(picture, color, cell, shape, decoder.ScaleFactor);
                    }
                }
            }

            return new LatentProjection(Solve(normal, right, count));
        }

        /// <summary>A size that suits the fit where the decoder leaves it open.</summary>
        public static LatentShape ShapeOf(int channels, int fixedHeight, int fixedWidth)
        {
            return new LatentShape(1, channels, fixedHeight > 0 ? fixedHeight : Side, fixedWidth > 0 ? fixedWidth : Side);
        }

        /// <summary>Projects one latent [C,h,w] to planes [3,h,w] in about [-1,1].</summary>
        public void Apply(ReadOnlySpan<float> latent, Span<float> planes)
        {
            var cells = planes.Length / 3;
            for (var color = 0; color < 3; color++)
            {
                var weights = _weights[color];
                for (var cell = 0; cell < cells; cell++)
                {
                    var sum = weights[weights.Length - 1];
                    for (var channel = 0; channel < weights.Length - 1; channel++)
                    {
                        sum += weights[channel] * latent[(channel * cells) + cell];
                    }

                    planes[(color * cells) + cell] = (float)sum;
                }
            }
        }

        private static float[] Noise(LatentShape shape)
        {
            var random = new Random(1);
            var latents = new float[shape.Count];
            var patches = new float[(shape.Height / Patch) + 1, (shape.Width / Patch) + 1];
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                for (var patch = 0; patch < patches.Length; patch++)
                {
                    patches[patch / patches.GetLength(1), patch % patches.GetLength(1)] = Uniform(random, 1.6);
                }

                for (var cell = 0; cell < shape.Height * shape.Width; cell++)
                {
                    latents[(channel * shape.Height * shape.Width) + cell] = patches[cell / shape.Width / Patch, cell % shape.Width / Patch] + Uniform(random, 0.5);
                }
            }

            return latents;
        }

        private static float Uniform(Random random, double most) => (float)(((random.NextDouble() * 2) - 1) * most);

        private static double MeanOf(ReadOnlySpan<float> picture, int color, int cell, LatentShape shape, int factor)
        {
            var width = shape.Width * factor;
            var start = (((color * shape.Height * factor) + (cell / shape.Width * factor)) * width) + (cell % shape.Width * factor);
            var sum = 0.0;
            for (var i = 0; i < factor * factor; i++)
            {
                sum += Math.Min(1f, Math.Max(-1f, picture[start + (i / factor * width) + (i % factor)]));
            }

            return sum / (factor * factor);
        }

        /// <summary>Gauss-Jordan; the normal matrix of noise is far from singular.</summary>
        private static double[][] Solve(double[,] normal, double[,] right, int count)
        {
            for (var pivot = 0; pivot < count; pivot++)
            {
                var scale = 1 / normal[pivot, pivot];
                for (var row = 0; row < count; row++)
                {
                    var factor = row == pivot ? 0 : normal[row, pivot] * scale;
                    for (var column = 0; factor != 0 && column < count; column++)
                    {
                        normal[row, column] -= factor * normal[pivot, column];
                    }

                    for (var color = 0; color < 3; color++)
                    {
                        right[color, row] -= factor * right[color, pivot];
                    }
                }
            }

            var weights = new double[3][];
            for (var color = 0; color < 3; color++)
            {
                weights[color] = new double[count];
                for (var i = 0; i < count; i++)
                {
                    weights[color][i] = right[color, i] / normal[i, i];
                }
            }

            return weights;
        }
    }
}
