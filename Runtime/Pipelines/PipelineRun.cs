using System;
using System.Diagnostics;
using System.Linq;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Decoding;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Pipelines
{
    /// <summary>What the passes of one request share: the model, the request, its noise, and the way into the denoising loop.</summary>
    internal sealed class PipelineRun
    {
        private readonly RunControl _control;
        private readonly StageClock _clock;
        private readonly IProgress<GenerationProgress>? _progress;
        private readonly IDenoisingObserver? _observer;

        /// <param name="model">The loaded model.</param>
        /// <param name="control">The generator's run control, begun for this request.</param>
        /// <param name="request">A resolved request.</param>
        /// <param name="clock">Takes the time of each stage.</param>
        /// <param name="progress">Told of every step, or null.</param>
        /// <param name="observer">Told of every step from inside, or null.</param>
        /// <exception cref="ArgumentException">A tensor of the request does not have the latent's shape.</exception>
        public PipelineRun(
            DiffusionModel model, RunControl control, TextureRequest request, StageClock clock, IProgress<GenerationProgress>? progress, IDenoisingObserver? observer)
        {
            Model = model;
            Request = request;
            _control = control;
            _clock = clock;
            _progress = progress;
            _observer = observer;
            Shape = new LatentShape(
                1, model.UNet.OutChannels, request.Height!.Value / model.Vae.ScaleFactor, request.Width!.Value / model.Vae.ScaleFactor);
            Noise = new RequestNoise(request, Shape);
            SchedulerKind = request.Scheduler ?? SchedulerFactory.KindOf(model.SchedulerConfig.Json);
        }

        public DiffusionModel Model { get; }

        public TextureRequest Request { get; }

        /// <summary>Shape of the request's latent, one image.</summary>
        public LatentShape Shape { get; }

        public RequestNoise Noise { get; }

        /// <summary>The request's solver, or the model's own.</summary>
        public SchedulerKind SchedulerKind { get; }

        /// <summary>The words that the last pass followed; null before it.</summary>
        public AttentionWatch? Watch { get; private set; }

        /// <summary>The rows of a request.</summary>
        public TextConditioning EncodePrompts(TextureRequest request)
        {
            var start = _clock.Begin(GenerationStage.Text);
            var conditioning = Encode(request);
            _clock.End(GenerationStage.Text, start);
            return conditioning;
        }

        /// <summary>The rows of two images in one batch: another request's, then this one's.</summary>
        /// <param name="source">The other request.</param>
        /// <param name="parameter">The setting that asks for it.</param>
        /// <exception cref="ArgumentException">The prompts do not have one length, or are composed with AND.</exception>
        public TextConditioning EncodePair(TextureRequest source, string parameter)
        {
            var start = _clock.Begin(GenerationStage.Text);
            using var encoders = Model.Text.Use(_control);
            var target = Encode(Request);
            var pair = Encode(source);
            if (pair.Tokens != target.Tokens || pair.Positive.Count != 1 || target.Positive.Count != 1)
            {
                throw new ArgumentException("Both prompts of an edit must be of one length up to 75 tokens, without AND. Shorten them.", parameter);
            }

            _clock.End(GenerationStage.Text, start);
            return TextConditioning.Pair(pair, target);
        }

        /// <summary>The latent of a picture, [1,C,h,w].</summary>
        /// <param name="picture">[1,3,H,W] in [-1,1].</param>
        /// <param name="noise">[1,C,h,w] standard normal.</param>
        public float[] EncodePicture(FloatTensor picture, float[] noise)
        {
            var start = Stopwatch.GetTimestamp();
            using var encoder = Model.VaeEncoder!.Use(_control);
            var latents = Model.VaeEncoder.Encode(picture, noise, Request.VaeTiling!, _control);
            _clock.AddDenoise(start, 0);
            return latents;
        }

        /// <summary>Every timestep of the request.</summary>
        public Timetable WholeTimetable(LatentShape shape) => Timetable.Whole(NewScheduler(), Schedule(shape, 1), shape.Count);

        /// <summary>The last share of the request's timesteps.</summary>
        /// <exception cref="ArgumentOutOfRangeException">So little strength leaves no step to run.</exception>
        public Timetable LastTimetable(LatentShape shape, float strength) => Timetable.Last(NewScheduler(), Schedule(shape, strength), shape.Count);

        /// <summary>Walks the loop.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled; felt inside a step.</exception>
        /// <exception cref="InferenceException">The model failed or gave NaN.</exception>
        public LatentBatch Denoise(DenoisePass pass)
        {
            var start = Stopwatch.GetTimestamp();
            Watch = new AttentionWatch(Model, Request, pass.Conditioning);
            var images = pass.Shape.Images;
            using var unet = Model.UNet.Use(_control);
            using var controlNets = Model.ControlNets?.Use(_control);
            using var reports = _progress == null || Request.Preview == null ? null : new StepReports(Model, Request, NewSchedulerConfig(), pass.Shape, _control);
            var job = new DenoisingJob(
                pass.Shape, pass.Latents, pass.Conditioning, pass.Timetable.Scheduler, images == 1 ? Noise.Steps : new RepeatedNoise(Noise.Steps, images))
            {
                BeginIndex = pass.Timetable.BeginIndex,
                EndIndex = pass.Timetable.EndIndex,
                Guidance = Guidance(),
                Blend = pass.Blend,
                FixedChannels = pass.FixedChannels,
                Attention = pass.Attention,
                ControlNets = Model.ControlNets,
                ControlNetInputs = Request.ControlNets,
                LoraScales = Request.LoraWeights?.ToArray() ?? Model.Edits.LoraScales,
                Words = Watch.All,
                LocalBlend = Watch.Blend,
                Reports = reports,
                Observer = _observer,
            };
            new DenoisingLoop(Model.UNet, _control).Run(job, _progress);
            _clock.AddDenoise(start, job.EndIndex - job.BeginIndex);
            return new LatentBatch(pass.Shape, job.Latents);
        }

        private TextConditioning Encode(TextureRequest request)
        {
            using var encoders = Model.Text.Use(_control);
            Model.Text.SetLoraScales(Request.LoraWeights?.ToArray() ?? Model.Edits.TextLoraScales);
            return Model.Text.PromptEncoder.Encode(request, _control);
        }

        private IScheduler NewScheduler() => SchedulerFactory.Create(SchedulerKind, Model.SchedulerConfig.Json, Request.SchedulerOptions);

        private SchedulerConfig NewSchedulerConfig() => SchedulerFactory.Resolve(SchedulerKind, Model.SchedulerConfig.Json, Request.SchedulerOptions);

        private ScheduleRequest Schedule(LatentShape shape, float strength)
        {
            return new ScheduleRequest(Request.NumInferenceSteps!.Value)
            {
                Timesteps = Request.Timesteps,
                Sigmas = Request.Sigmas,
                BatchSize = shape.Images,

                // By way of decimal, so that 10 steps at 0.7f are 7 as in the reference, not 6.99.
                Strength = (double)(decimal)strength,
            };
        }

        private GuidanceSettings Guidance()
        {
            return new GuidanceSettings
            {
                Scale = Request.GuidanceScale!.Value,
                Rescale = Request.GuidanceRescale,
                Start = Request.GuidanceStart,
                End = Request.GuidanceEnd,
            };
        }
    }
}
