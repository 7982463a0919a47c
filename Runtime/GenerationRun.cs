using System;
using System.Diagnostics;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;
using DiffusionTextures.Pictures;
using DiffusionTextures.Pipelines;
using DiffusionTextures.Schedulers;
using DiffusionTextures.Upscaling;

namespace DiffusionTextures
{
    /// <summary>One request on the inference thread: its pipeline to the final latents, then decode, maps, target.</summary>
    internal sealed class GenerationRun
    {
        private readonly DiffusionModel _model;
        private readonly DiffusionModel? _refiner;
        private readonly RunControl _control;
        private readonly TextureRequest _request;
        private readonly IProgress<GenerationProgress>? _progress;
        private readonly StageClock _clock;

        /// <param name="model">The loaded model.</param>
        /// <param name="refiner">The model that takes over near the end, or null.</param>
        /// <param name="control">The generator's run control, begun for this request.</param>
        /// <param name="request">A resolved request.</param>
        /// <param name="progress">Told of every stage, or null.</param>
        public GenerationRun(DiffusionModel model, DiffusionModel? refiner, RunControl control, TextureRequest request, IProgress<GenerationProgress>? progress)
        {
            _model = model;
            _refiner = refiner;
            _control = control;
            _request = request;
            _progress = progress;
            _clock = new StageClock(progress);
        }

        /// <summary>Told of every denoising step; null for nobody.</summary>
        public IDenoisingObserver? Observer { get; init; }

        /// <summary>Generates the picture, fills <paramref name="material"/> and hands it to the target, which is written only when every map is complete.</summary>
        public GenerationReport Execute(DecodedMaterial material, ITextureTarget target, ExecutionProvider provider)
        {
            var clock = Stopwatch.StartNew();
            var canvas = Canvas.Of(_request, _model.Vae.ScaleFactor, _model.Edits.Tiling);
            var run = new PipelineRun(_model, _refiner, _control, canvas.Request, _clock, _progress, Observer);
            var latents = PipelineChoice.Of(canvas.Request, _model).Run(run);
            var image = Decode(latents, canvas, material);
            canvas.MoveBack(latents.Values, latents.Shape);
            _control.ThrowIfCancelled();
            Write(material, target);
            _clock.Timings.Total = clock.Elapsed;
            _clock.Timings.SessionRuns = _control.RunTime;
            return new GenerationReport
            {
                Request = _request,
                SchedulerName = SchedulerDescriptors.Of(run.SchedulerKind).ClassName,
                Provider = provider,
                Notes = _control.TakeNotes(),
                Timings = _clock.Timings,
                Latents = _request.KeepTensors
                    ? new FloatTensor(latents.Values, latents.Shape.Images, latents.Shape.Channels, latents.Shape.Height, latents.Shape.Width)
                    : null,
                DecodedImage = image,
                AttentionMaps = latents.Watch.Pictures(),
            };
        }

        private FloatTensor? Decode(LatentBatch latents, Canvas canvas, DecodedMaterial material)
        {
            // Of an edited pair the last picture is the edited one; the other is decoded only for those who keep tensors.
            var start = _clock.Begin(GenerationStage.Decode);
            using var vae = _model.VaeDecoder.Use(_control);
            using var materials = NeedsMaterialDecoder() ? _model.MaterialDecoder!.Use(_control) : null;
            var shape = latents.Shape;
            var single = new LatentShape(1, shape.Channels, shape.Height, shape.Width);
            var width = shape.Width * _model.Vae.ScaleFactor;
            var height = shape.Height * _model.Vae.ScaleFactor;
            var kept = _request.KeepTensors ? _model.VaeDecoder.Decode(latents.Values, shape, _request.VaeTiling!, _control).ToArray() : null;
            var decoded = kept == null ? _model.VaeDecoder.Decode(latents.Last, single, _request.VaeTiling!, _control) : kept.AsSpan(kept.Length - (3 * width * height));
            var image = canvas.ChangesPicture ? Finished(decoded, canvas, width, height) : decoded;
            var planes = NeedsMaterialDecoder() ? _model.MaterialDecoder!.Decode(latents.Last, single, _request.VaeTiling!, _control) : default;
            if (canvas.ChangesPicture && planes.Length > 0)
            {
                var moved = planes.ToArray();
                canvas.MoveBack(moved, width, height);
                planes = moved;
            }

            _clock.End(GenerationStage.Decode, start);
            start = _clock.Begin(GenerationStage.Maps);
            Fill(material, image, planes, width, height);
            _clock.End(GenerationStage.Maps, start);
            if (kept == null)
            {
                return null;
            }

            canvas.MoveBack(kept, width, height);
            return new FloatTensor(kept, shape.Images, 3, height, width);
        }

        private static float[] Finished(ReadOnlySpan<float> decoded, Canvas canvas, int width, int height)
        {
            var image = decoded.ToArray();
            canvas.FinishPicture(image, width, height);
            return image;
        }

        /// <summary>Makes the maps of what was decoded, enlarged where the request asks for it.</summary>
        private void Fill(DecodedMaterial material, ReadOnlySpan<float> albedo, ReadOnlySpan<float> planes, int width, int height)
        {
            var maps = _request.Maps!.Value;
            if (_request.Upscale is not { } factor)
            {
                material.Fill(albedo, planes, width, height, maps, _request.MapSettings);
                return;
            }

            using var upscaler = _model.Upscaler!.Use(_control);
            var large = new MaterialUpscaler(_model.Upscaler, _control, width, height, factor).Upscale(albedo, planes, (maps & ~MaterialMaps.Albedo) != 0, _request.MapSettings);
            material.Fill(large.Albedo, large.Material, width * factor, height * factor, maps, _request.MapSettings);
        }

        private bool NeedsMaterialDecoder() => _model.MaterialDecoder != null && (_request.Maps!.Value & ~MaterialMaps.Albedo) != 0;

        private void Write(DecodedMaterial material, ITextureTarget target)
        {
            var start = _clock.Begin(GenerationStage.Write);
            target.Write(material);
            _clock.End(GenerationStage.Write, start);
        }
    }
}
