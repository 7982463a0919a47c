using System;

namespace DiffusionTextures.Latents
{
    /// <summary>The noise of one request: drawn from its seed, or taken from the tensors that it brings.</summary>
    internal sealed class RequestNoise
    {
        private readonly FloatTensor? _initLatents;
        private readonly INoiseSource _drawn;

        /// <exception cref="ArgumentException">A tensor of the request does not have the latent's shape.</exception>
        public RequestNoise(TextureRequest request, LatentShape shape)
        {
            _initLatents = request.InitLatents;
            if (_initLatents != null && (_initLatents.Length != shape.Count || _initLatents.Shape[_initLatents.Shape.Count - 1] != shape.Width))
            {
                throw new ArgumentException(
                    $"The start noise has shape [{string.Join(",", _initLatents.Shape)}] but this model and size need {shape}.", nameof(request));
            }

            _drawn = new BatchNoise(NoiseKind.TorchCpu, request.Seed!.Value, shape.Images);
            Steps = request.StepNoise != null ? new TensorNoise(request.StepNoise) : _drawn;
        }

        /// <summary>What stochastic schedulers draw from.</summary>
        public INoiseSource Steps { get; }

        /// <summary>Fills the start noise, standard normal.</summary>
        public void InitLatents(Span<float> latents)
        {
            if (_initLatents != null)
            {
                _initLatents.Span.CopyTo(latents);
            }
            else
            {
                _drawn.NextNormal(latents);
            }
        }
    }
}
