using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;

namespace DiffusionTextures.Decoding
{
    /// <summary>A decoder from latents to planes: the VAE's (RGB in about [-1,1]) or the material decoder (height, roughness, metallic in about [0,1]).</summary>
    /// <remarks>Owns its session and keeps the bound run of the last shape. Used on the inference thread.</remarks>
    internal sealed class LatentDecoder : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly VaeConfig _config;
        private BoundRun? _run;
        private TensorBuffer? _latents;
        private TensorBuffer? _planes;

        /// <exception cref="ModelException">The model is no decoder for such latents.</exception>
        public LatentDecoder(OnnxSession session, VaeConfig config)
        {
            _session = session;
            _config = config;
            session.Unloading += DropRun;
            Input = session.FindInput("latent_sample") ?? session.Inputs[0];
            Output = session.Outputs[0];
            if (session.Inputs.Count != 1 || Input.Rank != 4 || Output.Rank != 4 || (Input.Dimensions[1] >= 0 && Input.Dimensions[1] != config.LatentChannels))
            {
                throw new ModelException(
                    $"'{session.Path}' declares {Input} and {Output}; a decoder of [B,{config.LatentChannels},h,w] latents to [B,3,H,W] is needed. Use the decoder from the same model folder.");
            }
        }

        /// <summary>The file that the decoder came from.</summary>
        public string Path => _session.Path;

        private TensorSpec Input { get; }

        private TensorSpec Output { get; }

        /// <summary>Has the model in memory until the lease is disposed; every run happens inside one.</summary>
        /// <exception cref="ModelException">The file went missing or was damaged.</exception>
        /// <exception cref="System.OperationCanceledException">The request was cancelled.</exception>
        public SessionLease Use(RunControl control) => _session.Use(control);

        /// <summary>Decodes a batch.</summary>
        /// <param name="latents">[N,C,h,w] as the scheduler leaves them; unscaled here.</param>
        /// <param name="shape">Their shape.</param>
        /// <param name="control">Carries the request's cancel.</param>
        /// <returns>[N,3,H,W], not clamped; valid until the next call, and no longer than the lease.</returns>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        public ReadOnlySpan<float> Decode(ReadOnlySpan<float> latents, LatentShape shape, RunControl control)
        {
            Prepare(shape);
            var scaled = _latents!.Values;
            for (var i = 0; i < scaled.Length; i++)
            {
                scaled[i] = latents[i] / _config.ScalingFactor + _config.ShiftFactor;
            }

            _run!.Execute(control);
            return _planes!.Values;
        }

        public void Dispose() => _session.Dispose();

        private void DropRun()
        {
            _run?.Dispose();
            _run = null;
        }

        private void Prepare(LatentShape shape)
        {
            if (_run != null && _latents!.Count == shape.Count && _latents.Shape[2] == shape.Height && _latents.Shape[0] == shape.Images)
            {
                return;
            }

            DropRun();
            var run = new BoundRun(_session);
            try
            {
                _latents = run.Input(Input, shape.Images, shape.Channels, shape.Height, shape.Width);
                _planes = run.Output(Output, shape.Images, 3, shape.Height * _config.ScaleFactor, shape.Width * _config.ScaleFactor);
                _run = run;
            }
            catch
            {
                run.Dispose();
                throw;
            }
        }
    }
}
