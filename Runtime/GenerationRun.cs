using System;
using System.Diagnostics;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures
{
    /// <summary>One request on the inference thread: prompt, conditioning, latents, schedule, denoise, decode, maps, target.</summary>
    internal sealed class GenerationRun
    {
        private readonly DiffusionModel _model;
        private readonly RunControl _control;
        private readonly TextureRequest _request;
        private readonly IProgress<GenerationProgress>? _progress;
        private readonly LatentShape _shape;
        private readonly GenerationTimings _timings = new GenerationTimings();

        /// <param name="model">The loaded model.</param>
        /// <param name="control">The generator's run control, begun for this request.</param>
        /// <param name="request">A resolved request.</param>
        /// <param name="progress">Told of every stage, or null.</param>
        public GenerationRun(DiffusionModel model, RunControl control, TextureRequest request, IProgress<GenerationProgress>? progress)
        {
            _model = model;
            _control = control;
            _request = request;
            _progress = progress;
            _shape = new LatentShape(
                1, model.UNet.OutChannels, request.Height!.Value / model.Vae.ScaleFactor, request.Width!.Value / model.Vae.ScaleFactor);
        }

        /// <summary>Told of every denoising step; null for nobody.</summary>
        public IDenoisingObserver? Observer { get; init; }

        /// <summary>Generates the picture, fills <paramref name="material"/> and hands it to the target, which is written only when every map is complete.</summary>
        public GenerationReport Execute(DecodedMaterial material, ITextureTarget target, ExecutionProvider provider)
        {
            var clock = Stopwatch.StartNew();
            var conditioning = EncodePrompts();
            var scheduler = SchedulerFactory.Create(_request.Scheduler, _request.SchedulerOptions, _model.Folder.SchedulerConfig());
            var latents = Denoise(conditioning, scheduler);
            var image = Decode(latents, material);
            _control.ThrowIfCancelled();
            Write(material, target);
            _timings.Total = clock.Elapsed;
            _timings.SessionRuns = _control.RunTime;
            return new GenerationReport
            {
                Request = _request,
                SchedulerName = scheduler.Name,
                Provider = provider,
                Timings = _timings,
                Latents = _request.KeepTensors ? new FloatTensor(new[] { 1, _shape.Channels, _shape.Height, _shape.Width }, latents) : null,
                DecodedImage = image,
            };
        }

        private TextConditioning EncodePrompts()
        {
            var start = Begin(GenerationStage.Text);
            var guided = _request.GuidanceScale!.Value != 1;
            var conditioning = new PromptEncoder(_model.Tokenizer, _model.TextEncoder).Encode(_request.Prompt, guided ? _request.NegativePrompt : null, _control);
            _timings.Text = End(GenerationStage.Text, start);
            return conditioning;
        }

        private float[] Denoise(TextConditioning conditioning, IScheduler scheduler)
        {
            var start = Stopwatch.GetTimestamp();
            scheduler.SetTimesteps(new ScheduleRequest(_request.NumInferenceSteps!.Value), _shape.Count);
            var noise = new RequestNoise(_request, _shape);
            var latents = new float[_shape.Count];
            noise.InitLatents(latents);
            for (var i = 0; i < latents.Length; i++)
            {
                latents[i] *= scheduler.InitNoiseSigma;
            }

            var job = new DenoisingJob(_shape, latents, conditioning, scheduler, noise.Steps)
            {
                GuidanceScale = _request.GuidanceScale!.Value,
                Observer = Observer,
            };
            new DenoisingLoop(_model.UNet, _control).Run(job, _progress);
            _timings.DenoiseSteps = scheduler.Timesteps.Length;
            _timings.Denoise = Since(start);
            return latents;
        }

        private FloatTensor? Decode(float[] latents, DecodedMaterial material)
        {
            var start = Begin(GenerationStage.Decode);
            var image = _model.VaeDecoder.Decode(latents, _shape, _control);
            var materialPlanes = NeedsMaterialDecoder() ? _model.MaterialDecoder!.Decode(latents, _shape, _control) : default;
            _timings.Decode = End(GenerationStage.Decode, start);
            start = Begin(GenerationStage.Maps);
            material.Fill(_request.Width!.Value, _request.Height!.Value, _request.Maps!.Value, image, materialPlanes, _request.MapSettings);
            _timings.Maps = End(GenerationStage.Maps, start);
            return _request.KeepTensors ? new FloatTensor(new[] { 1, 3, _request.Height.Value, _request.Width.Value }, image.ToArray()) : null;
        }

        private bool NeedsMaterialDecoder() => _model.MaterialDecoder != null && (_request.Maps!.Value & ~MaterialMaps.Albedo) != 0;

        private void Write(DecodedMaterial material, ITextureTarget target)
        {
            var start = Begin(GenerationStage.Write);
            target.Write(material);
            _timings.Write = End(GenerationStage.Write, start);
        }

        private long Begin(GenerationStage stage)
        {
            _progress?.Report(new GenerationProgress(stage, 0, 1));
            return Stopwatch.GetTimestamp();
        }

        private TimeSpan End(GenerationStage stage, long start)
        {
            var elapsed = Since(start);
            _progress?.Report(new GenerationProgress(stage, 1, 1));
            return elapsed;
        }

        private static TimeSpan Since(long start) => TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency);
    }
}
