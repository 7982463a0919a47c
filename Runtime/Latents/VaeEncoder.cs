using System;
using DiffusionTextures.Decoding;
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
        private readonly string[] _outputs;
        private TileAxes? _wraps;

        /// <exception cref="ModelException">The model is no VAE encoder for such latents.</exception>
        public VaeEncoder(OnnxSession session, VaeConfig config)
        {
            _session = session;
            _config = config;
            _input = session.FindInput("sample") ?? session.Inputs[0];
            _output = session.Outputs[0];
            _outputs = new[] { _output.Name };
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
        /// <param name="tiling">Whether and how large pictures are cut.</param>
        /// <param name="control">Carries the request's cancel.</param>
        /// <returns>[1,C,h,w].</returns>
        /// <exception cref="InferenceException">ONNX Runtime failed, or the export gives something else.</exception>
        public float[] Encode(FloatTensor picture, ReadOnlySpan<float> noise, VaeTiling tiling, RunControl control)
        {
            var height = picture.Shape[2] / _config.ScaleFactor;
            var width = picture.Shape[3] / _config.ScaleFactor;
            var isTiled = tiling.IsEnabled && (height > tiling.TileSize || width > tiling.TileSize);
            var moments = Moments();
            while (!FloatRange.IsFinite(moments.Span))
            {
                _session.LeaveHalfPrecision(control);
                moments = Moments();
            }

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

            FloatTensor Moments() => isTiled ? EncodeTiles(picture, height, width, tiling, control) : EncodeWhole(picture, control);
        }

        public void Dispose() => _session.Dispose();

        private FloatTensor EncodeWhole(FloatTensor picture, RunControl control)
        {
            using var run = new UnboundRun(_session);
            picture.Span.CopyTo(run.Input(_input, 1, 3, picture.Shape[2], picture.Shape[3]).Values);
            return run.Execute(_outputs, control)[0];
        }

        private FloatTensor EncodeTiles(FloatTensor picture, int height, int width, VaeTiling tiling, RunControl control)
        {
            _wraps ??= FindWraps(control);
            var grid = new TileGrid(
                TileAxis.Cover(height, tiling.TileSize, tiling.Overlap, Ends(TileAxes.Y)), TileAxis.Cover(width, tiling.TileSize, tiling.Overlap, Ends(TileAxes.X)));
            using var run = new UnboundRun(_session);
            var input = run.Input(_input, 1, 3, grid.Height * _config.ScaleFactor, grid.Width * _config.ScaleFactor);
            FloatTensor? whole = null;
            for (var tile = 0; tile < grid.Count; tile++)
            {
                grid.Cut(picture.Span, tile, _config.ScaleFactor, input.Values);
                var moments = run.Execute(_outputs, control)[0];
                whole ??= new FloatTensor(1, moments.Shape[1], height, width);
                grid.Add(moments.Span, tile, 1, whole.Span);
            }

            return whole!;
        }

        private AxisEnds Ends(TileAxes axis) => (_wraps!.Value & axis) != 0 ? AxisEnds.JoinedByModel : AxisEnds.Open;

        private TileAxes FindWraps(RunControl control)
        {
            var height = _input.Dimensions[2] > 0 ? _input.Dimensions[2] / _config.ScaleFactor : WrapProbe.Side;
            var width = _input.Dimensions[3] > 0 ? _input.Dimensions[3] / _config.ScaleFactor : WrapProbe.Side;
            using var run = new UnboundRun(_session);
            var input = run.Input(_input, 1, 3, height * _config.ScaleFactor, width * _config.ScaleFactor);
            return WrapProbe.Find(Encode, 3, height, width, _config.ScaleFactor, 1);

            ReadOnlySpan<float> Encode(ReadOnlySpan<float> picture)
            {
                picture.CopyTo(input.Values);

                // The mean alone: a log variance is clamped by some exports and constant in others.
                return run.Execute(_outputs, control)[0].Span.Slice(0, _config.LatentChannels * height * width);
            }
        }

        private void Scale(ReadOnlySpan<float> source, Span<float> destination)
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = (source[i] - _config.ShiftFactor) * _config.ScalingFactor;
            }
        }
    }
}
