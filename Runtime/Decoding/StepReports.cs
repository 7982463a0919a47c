using System;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Decoding
{
    /// <summary>Previews of a request's steps, by projection or by a decoder, and copies of the latents for those who ask.</summary>
    /// <remarks>Of an edited pair the preview shows the edited picture. Its decoder is in memory beside the U-Net until this is disposed.</remarks>
    internal sealed class StepReports : IStepReport, IDisposable
    {
        private readonly PreviewSettings _settings;
        private readonly VaeTiling _tiling;
        private readonly LatentShape _shape;
        private readonly LatentShape _single;
        private readonly RunControl _control;
        private readonly CleanLatent _cleanLatent;
        private readonly float[] _clean;
        private readonly LatentDecoder? _decoder;
        private readonly LatentProjection? _projection;
        private readonly SessionLease? _lease;

        public StepReports(DiffusionModel model, TextureRequest request, SchedulerConfig scheduler, LatentShape shape, RunControl control)
        {
            _settings = request.Preview!;
            _tiling = request.VaeTiling!;
            _shape = shape;
            _single = new LatentShape(1, shape.Channels, shape.Height, shape.Width);
            _control = control;
            _cleanLatent = new CleanLatent(scheduler);
            _clean = new float[_settings.Kind == PreviewKind.None ? 0 : shape.Count];
            switch (_settings.Kind)
            {
                case PreviewKind.Projection:
                    _projection = model.VaeDecoder.Projection(control);
                    break;
                case PreviewKind.Decoder:
                    _decoder = model.PreviewDecoder;
                    break;
                case PreviewKind.Vae:
                    _decoder = model.VaeDecoder;
                    break;
            }

            _lease = _decoder?.Use(control);
        }

        public GenerationProgress Of(int step, int stepCount, float timestep, ReadOnlySpan<float> modelInput, ReadOnlySpan<float> prediction, ReadOnlySpan<float> latents)
        {
            if (step % _settings.EverySteps != 0 && step != stepCount)
            {
                return new GenerationProgress(GenerationStage.Denoise, step, stepCount);
            }

            return new GenerationProgress(
                GenerationStage.Denoise,
                step,
                stepCount,
                _settings.Kind == PreviewKind.None ? null : Preview(timestep, modelInput, prediction),
                _settings.Latents ? Copy(latents) : null,
                _settings.NoisePrediction ? Copy(prediction) : null);
        }

        public void Dispose() => _lease?.Dispose();

        private TextureImage Preview(float timestep, ReadOnlySpan<float> modelInput, ReadOnlySpan<float> prediction)
        {
            _cleanLatent.Estimate(timestep, modelInput, prediction, _clean);
            var last = _clean.AsSpan(_clean.Length - _single.Count);
            if (_projection != null)
            {
                var planes = new float[3 * _shape.Height * _shape.Width];
                _projection.Apply(last, planes);
                return Picture(planes, 1);
            }

            return Picture(_decoder!.Decode(last, _single, _tiling, _control), _decoder.ScaleFactor);
        }

        private TextureImage Picture(ReadOnlySpan<float> planes, int factor)
        {
            var image = new TextureImage(_shape.Width * factor, _shape.Height * factor, PixelFormat.Rgba8Srgb);
            PixelPacking.SignedToRgba8(planes, image.Pixels.Span);
            return image;
        }

        private FloatTensor Copy(ReadOnlySpan<float> values) => new FloatTensor(values.ToArray(), _shape.Images, _shape.Channels, _shape.Height, _shape.Width);
    }
}
