using System;

namespace DiffusionTextures.Latents
{
    /// <summary>The noise of one request: drawn from its seed in the reference's order, or taken from the tensors that it brings.</summary>
    internal sealed class RequestNoise
    {
        private readonly FloatTensor? _initLatents;
        private readonly FloatTensor? _vaeNoise;
        private readonly LatentShape _shape;
        private readonly BatchNoise _drawn;

        /// <exception cref="ArgumentException">A tensor of the request does not have the latent's shape.</exception>
        public RequestNoise(TextureRequest request, LatentShape shape)
        {
            _shape = shape;
            _initLatents = Check(request.InitLatents, nameof(request.InitLatents));
            _vaeNoise = Check(request.VaeNoise, nameof(request.VaeNoise));
            _drawn = new BatchNoise(
                request.NoiseKind, (ulong)request.Seed!.Value, shape.Images, shape.Channels, shape.Height, shape.Width, request.Variation);
            Steps = request.StepNoise != null ? new TensorNoise(request.StepNoise) : _drawn;
        }

        /// <summary>What stochastic schedulers draw from.</summary>
        public INoiseSource Steps { get; }

        /// <summary>The start noise, [N,C,h,w] standard normal.</summary>
        public float[] InitLatents() => TakeOrDraw(_initLatents, 0);

        /// <summary>Noise for the VAE encoder: index 0 for the picture, 1 for the masked picture.</summary>
        public float[] Vae(int index) => TakeOrDraw(_vaeNoise, index);

        /// <summary>Another draw of standard normal noise, [N,C,h,w], which no tensor of the request replaces.</summary>
        public float[] Fresh()
        {
            var noise = new float[_shape.Count];
            _drawn.NextNormal(noise);
            return noise;
        }

        /// <summary>Standard normal noise for a picture that goes to the U-Net as it is, [1,channels,h,w] at the latent's size.</summary>
        public float[] Picture(int channels)
        {
            var noise = new float[channels * _shape.Height * _shape.Width];
            _drawn.NextPlain(noise);
            return noise;
        }

        private float[] TakeOrDraw(FloatTensor? given, int index)
        {
            var noise = new float[_shape.Count];
            if (given == null)
            {
                _drawn.NextNormal(noise);
            }
            else
            {
                // One draw serves for every place that asks.
                given.Span.Slice(Math.Min(index, given.Span.Length / _shape.Count - 1) * _shape.Count, _shape.Count).CopyTo(noise);
            }

            return noise;
        }

        private FloatTensor? Check(FloatTensor? tensor, string name)
        {
            if (tensor == null)
            {
                return null;
            }

            var rank = tensor.Shape.Count;
            var fits = rank >= 3 && tensor.Shape[rank - 1] == _shape.Width && tensor.Shape[rank - 2] == _shape.Height
                && tensor.Shape[rank - 3] == _shape.Channels && tensor.Span.Length % _shape.Count == 0;
            return fits
                ? tensor
                : throw new ArgumentException($"The tensor has shape [{string.Join(",", tensor.Shape)}] but this model and size need {_shape}.", name);
        }
    }
}
