using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;

namespace DiffusionTextures.Latents
{
    /// <summary>Encodes a picture into the latent that the U-Net works on.</summary>
    /// <remarks>Owns its session. Used on the inference thread.</remarks>
    internal sealed class VaeEncoder : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly VaeConfig _config;
        private readonly TensorSpec _input;
        private readonly TensorSpec _output;

        /// <exception cref="ModelException">The model is no VAE encoder for such latents.</exception>
        public VaeEncoder(OnnxSession session, VaeConfig config)
        {
            _session = session;
            _config = config;
            _input = session.FindInput("sample") ?? session.Inputs[0];
            _output = session.Outputs[0];
            if (session.Inputs.Count != 1 || _input.Rank != 4 || _output.Rank != 4)
            {
                throw new ModelException(
                    $"'{session.Path}' declares {_input} and {_output}; an encoder of [B,3,H,W] pictures to [B,{2 * config.LatentChannels},h,w] is needed. Use the vae_encoder of the same model folder.");
            }
        }

        /// <summary>Has the model in memory until the lease is disposed; every run happens inside one.</summary>
        /// <exception cref="ModelException">The file went missing or was damaged.</exception>
        /// <exception cref="System.OperationCanceledException">The request was cancelled.</exception>
        public SessionLease Use(RunControl control) => _session.Use(control);

        /// <summary>Draws a latent from the encoder's distribution: scaling (mean + exp(logvar / 2) noise - shift), logvar clamped to [-30, 20].</summary>
        /// <param name="picture">[1,3,H,W] in [-1,1].</param>
        /// <param name="noise">[1,C,h,w] standard normal. Exports that give a sample instead of mean and logvar do not use it.</param>
        /// <param name="control">Carries the request's cancel.</param>
        /// <returns>[1,C,h,w].</returns>
        /// <exception cref="InferenceException">ONNX Runtime failed, or the export gives something else.</exception>
        public float[] Encode(FloatTensor picture, ReadOnlySpan<float> noise, RunControl control)
        {
            using var run = new UnboundRun(_session);
            picture.Span.CopyTo(run.Input(_input, 1, 3, picture.Shape[2], picture.Shape[3]).Values);
            var moments = run.Execute(new[] { _output.Name }, control)[0];
            var latents = new float[noise.Length];
            if (moments.Span.Length == latents.Length)
            {
                Scale(moments.Span, latents);
                return latents;
            }

            if (moments.Span.Length != 2 * latents.Length)
            {
                throw new InferenceException(
                    $"'{_session.Path}' gives [{string.Join(",", moments.Shape)}] for a picture of {picture.Shape[3]} x {picture.Shape[2]}; expected {_config.LatentChannels} or {2 * _config.LatentChannels} channels at 1/{_config.ScaleFactor} of the size.");
            }

            var mean = moments.Span.Slice(0, latents.Length);
            var logVariance = moments.Span.Slice(latents.Length);
            for (var i = 0; i < latents.Length; i++)
            {
                var deviation = Math.Exp(0.5 * Math.Min(20f, Math.Max(-30f, logVariance[i])));
                latents[i] = mean[i] + (float)deviation * noise[i];
            }

            Scale(latents, latents);
            return latents;
        }

        public void Dispose() => _session.Dispose();

        private void Scale(ReadOnlySpan<float> source, Span<float> destination)
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = (source[i] - _config.ShiftFactor) * _config.ScalingFactor;
            }
        }
    }
}
