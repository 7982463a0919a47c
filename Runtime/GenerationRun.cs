using System;
using System.Diagnostics;
using System.Linq;
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
        private readonly int _images;
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
            _images = request.PromptEdit == null ? 1 : 2;
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
            var config = _model.SchedulerConfig.Json;
            var kind = _request.Scheduler ?? SchedulerFactory.KindOf(config);
            var scheduler = SchedulerFactory.Create(kind, config, _request.SchedulerOptions);
            var watch = new AttentionWatch(_model, _request, conditioning);
            var latents = Denoise(conditioning, scheduler, watch);
            var image = Decode(latents, material);
            _control.ThrowIfCancelled();
            Write(material, target);
            _timings.Total = clock.Elapsed;
            _timings.SessionRuns = _control.RunTime;
            return new GenerationReport
            {
                Request = _request,
                SchedulerName = SchedulerDescriptors.Of(kind).ClassName,
                Provider = provider,
                Timings = _timings,
                Latents = _request.KeepTensors ? new FloatTensor(latents, _images, _shape.Channels, _shape.Height, _shape.Width) : null,
                DecodedImage = image,
                AttentionMaps = watch.Pictures(),
            };
        }

        private TextConditioning EncodePrompts()
        {
            var start = Begin(GenerationStage.Text);
            using var encoders = _model.Text.Use(_control);
            _model.Text.SetLoraScales(_request.LoraWeights?.ToArray() ?? _model.Edits.TextLoraScales);
            var conditioning = _model.Text.PromptEncoder.Encode(_request, _control);
            if (_request.PromptEdit != null)
            {
                var source = _model.Text.PromptEncoder.Encode(_request with { Prompt = _request.PromptEdit.SourcePrompt }, _control);
                if (source.Tokens != conditioning.Tokens || source.Positive.Count != 1 || conditioning.Positive.Count != 1)
                {
                    throw new ArgumentException("Both prompts of an edit must be of one length up to 75 tokens, without AND. Shorten them.", nameof(TextureRequest.PromptEdit));
                }

                conditioning = TextConditioning.Pair(source, conditioning);
            }

            _timings.Text = End(GenerationStage.Text, start);
            return conditioning;
        }

        private float[] Denoise(TextConditioning conditioning, IScheduler scheduler, AttentionWatch watch)
        {
            var start = Stopwatch.GetTimestamp();
            var schedule = new ScheduleRequest(_request.NumInferenceSteps!.Value)
            {
                Timesteps = _request.Timesteps,
                Sigmas = _request.Sigmas,
                BatchSize = _images,
            };
            scheduler.SetTimesteps(schedule, _shape.Count * _images);
            var noise = new RequestNoise(_request, _shape);
            var job = MakeJob(conditioning, scheduler, noise, watch);
            using var unet = _model.UNet.Use(_control);
            using var controlNets = _model.ControlNets?.Use(_control);
            new DenoisingLoop(_model.UNet, _control).Run(job, _progress);
            _timings.DenoiseSteps = scheduler.Timesteps.Length - job.BeginIndex;
            _timings.Denoise = Since(start);
            return job.Latents;
        }

        private DenoisingJob MakeJob(TextConditioning conditioning, IScheduler scheduler, RequestNoise noise, AttentionWatch watch)
        {
            using var encoder = _request.InitImage == null ? null : _model.VaeEncoder!.Use(_control);

            // The order of the draws is the reference's: picture, start noise, masked picture.
            var mask = _request.Mask == null ? null : new InpaintingMask(_request.Mask, _shape, _model.Vae.ScaleFactor);
            var fromNoise = _request.InitImage == null || (mask != null && _request.Strength!.Value == 1);
            var needsPicture = _request.InitImage != null && !(fromNoise && _model.IsInpainting);
            var picture = needsPicture ? _model.VaeEncoder!.Encode(_request.InitImage!, noise.Vae(0), _control) : Array.Empty<float>();
            var startNoise = noise.InitLatents();
            var start = fromNoise
                ? StartLatents.FromNoise(startNoise, scheduler)
                : StartLatents.FromPicture(picture, startNoise, _request.Strength!.Value, _request.NumInferenceSteps!.Value, scheduler);
            return new DenoisingJob(Batch, Repeat(start.Latents), conditioning, scheduler, _images == 1 ? noise.Steps : new RepeatedNoise(noise.Steps, _images))
            {
                BeginIndex = start.BeginIndex,
                Guidance = Guidance(),
                Blend = mask == null || _model.IsInpainting ? null : new MaskBlend(mask.Latent, picture, start.Noise),
                FixedChannels = _model.IsInpainting ? InpaintingChannels(mask!, noise) : Array.Empty<float>(),
                Attention = Attention(),
                ControlNets = _model.ControlNets,
                ControlNetInputs = _request.ControlNets,
                LoraScales = _request.LoraWeights?.ToArray() ?? _model.Edits.LoraScales,
                Words = watch.All,
                LocalBlend = watch.Blend,
                Observer = Observer,
            };
        }

        private GuidanceSettings Guidance()
        {
            return new GuidanceSettings
            {
                Scale = _request.GuidanceScale!.Value,
                Rescale = _request.GuidanceRescale,
                Start = _request.GuidanceStart,
                End = _request.GuidanceEnd,
            };
        }

        private LatentShape Batch => new LatentShape(_images, _shape.Channels, _shape.Height, _shape.Width);

        private float[] Repeat(float[] latents)
        {
            var repeated = new float[latents.Length * _images];
            for (var i = 0; i < _images; i++)
            {
                latents.CopyTo(repeated, i * latents.Length);
            }

            return repeated;
        }

        private AttentionInjection Attention()
        {
            if (_request.PromptEdit is not { } edit)
            {
                return AttentionInjection.None;
            }

            var steps = _request.NumInferenceSteps!.Value;
            return new AttentionInjection(
                PromptMapping.Create(_model.Text.Tokenizer, edit, _request.Prompt),
                (int)((double)(decimal)edit.CrossReplaceSteps * (steps + 1)),
                (int)((double)(decimal)edit.SelfReplaceSteps * steps));
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
            // Of an edited pair the last picture is the edited one; the other is decoded only for those who keep tensors.
            var start = Begin(GenerationStage.Decode);
            using var vae = _model.VaeDecoder.Use(_control);
            using var materials = NeedsMaterialDecoder() ? _model.MaterialDecoder!.Use(_control) : null;
            var kept = _request.KeepTensors ? _model.VaeDecoder.Decode(latents, Batch, _control).ToArray() : null;
            var last = latents.AsSpan(latents.Length - _shape.Count);
            var plane = 3 * _request.Width!.Value * _request.Height!.Value;
            var image = kept == null ? _model.VaeDecoder.Decode(last, _shape, _control) : kept.AsSpan(kept.Length - plane);
            var materialPlanes = NeedsMaterialDecoder() ? _model.MaterialDecoder!.Decode(last, _shape, _control) : default;
            _timings.Decode = End(GenerationStage.Decode, start);
            start = Begin(GenerationStage.Maps);
            material.Fill(image, materialPlanes, _request.Width!.Value, _request.Height!.Value, _request.Maps!.Value, _request.MapSettings);
            _timings.Maps = End(GenerationStage.Maps, start);
            return kept == null ? null : new FloatTensor(kept, _images, 3, _request.Height.Value, _request.Width.Value);
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
