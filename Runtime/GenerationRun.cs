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
                Latents = _request.KeepTensors ? new FloatTensor(latents, 1, _shape.Channels, _shape.Height, _shape.Width) : null,
                DecodedImage = image,
            };
        }

        private TextConditioning EncodePrompts()
        {
            var start = Begin(GenerationStage.Text);
            var conditioning = _model.Text.PromptEncoder.Encode(_request, _control);
            _timings.Text = End(GenerationStage.Text, start);
            return conditioning;
        }

        private float[] Denoise(TextConditioning conditioning, IScheduler scheduler)
        {
            var start = Stopwatch.GetTimestamp();
            scheduler.SetTimesteps(new ScheduleRequest(_request.NumInferenceSteps!.Value), _shape.Count);
            var noise = new RequestNoise(_request, _shape);
            var job = _request.InitImage == null ? TextToImage(conditioning, scheduler, noise) : ImageToImage(conditioning, scheduler, noise);
            new DenoisingLoop(_model.UNet, _control).Run(job, _progress);
            _timings.DenoiseSteps = scheduler.Timesteps.Length - job.BeginIndex;
            _timings.Denoise = Since(start);
            return job.Latents;
        }

        private DenoisingJob TextToImage(TextConditioning conditioning, IScheduler scheduler, RequestNoise noise)
        {
            var start = StartLatents.FromNoise(noise.InitLatents(), scheduler);
            return new DenoisingJob(_shape, start.Latents, conditioning, scheduler, noise.Steps)
            {
                GuidanceScale = _request.GuidanceScale!.Value,
                Observer = Observer,
            };
        }

        private DenoisingJob ImageToImage(TextConditioning conditioning, IScheduler scheduler, RequestNoise noise)
        {
            // The order of the draws is the reference's: picture, start noise, masked picture.
            var encoder = _model.VaeEncoder!;
            var mask = _request.Mask == null ? null : new InpaintingMask(_request.Mask, _shape, _model.Vae.ScaleFactor);
            var fromNoise = mask != null && _request.Strength!.Value == 1;
            var needsPicture = !(fromNoise && _model.IsInpainting);
            var picture = needsPicture ? encoder.Encode(_request.InitImage!, noise.Vae(0), _control) : Array.Empty<float>();
            var startNoise = noise.InitLatents();
            var start = fromNoise
                ? StartLatents.FromNoise(startNoise, scheduler)
                : StartLatents.FromPicture(picture, startNoise, _request.Strength!.Value, _request.NumInferenceSteps!.Value, scheduler);
            return new DenoisingJob(_shape, start.Latents, conditioning, scheduler, noise.Steps)
            {
                BeginIndex = start.BeginIndex,
                GuidanceScale = _request.GuidanceScale!.Value,
                Blend = mask == null || _model.IsInpainting ? null : new MaskBlend(mask.Latent, picture, start.Noise),
                FixedChannels = _model.IsInpainting ? InpaintingChannels(mask!, noise) : Array.Empty<float>(),
                Observer = Observer,
            };
        }

        /// <summary>What an inpainting U-Net takes beside the latent: the mask, then the latent of the picture with the mask blanked.</summary>
        private float[] InpaintingChannels(InpaintingMask mask, RequestNoise noise)
        {
            var masked = _model.VaeEncoder!.Encode(mask.Blank(_request.InitImage!), noise.Vae(1), _control);
            var channels = new float[mask.Latent.Length + masked.Length];
            mask.Latent.CopyTo(channels, 0);
            masked.CopyTo(channels, mask.Latent.Length);
            return channels;
        }

        private FloatTensor? Decode(float[] latents, DecodedMaterial material)
        {
            var start = Begin(GenerationStage.Decode);
            var image = _model.VaeDecoder.Decode(latents, _shape, _control);
            var materialPlanes = NeedsMaterialDecoder() ? _model.MaterialDecoder!.Decode(latents, _shape, _control) : default;
            _timings.Decode = End(GenerationStage.Decode, start);
            start = Begin(GenerationStage.Maps);
            material.Fill(image, materialPlanes, _request.Width!.Value, _request.Height!.Value, _request.Maps!.Value, _request.MapSettings);
            _timings.Maps = End(GenerationStage.Maps, start);
            return _request.KeepTensors ? new FloatTensor(image.ToArray(), 1, 3, _request.Height!.Value, _request.Width!.Value) : null;
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
