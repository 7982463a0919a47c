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
        /// <param name="refiner">The model that takes over near the end, or null.</param>
        /// <param name="control">The generator's run control, begun for this request.</param>
        /// <param name="request">A resolved request.</param>
        /// <param name="clock">Takes the time of each stage.</param>
        /// <param name="progress">Told of every step, or null.</param>
        /// <param name="observer">Told of every step from inside, or null.</param>
        /// <exception cref="ArgumentException">A tensor of the request does not have the latent's shape.</exception>
        public PipelineRun(
            DiffusionModel model, DiffusionModel? refiner, RunControl control, TextureRequest request, StageClock clock, IProgress<GenerationProgress>? progress, IDenoisingObserver? observer)
        {
            Model = model;
            Painter = model;
            Refiner = refiner;
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

        /// <summary>The model whose VAE makes pictures of the latents: this run's, or the base of a refiner.</summary>
        public DiffusionModel Painter { get; private init; }

        public TextureRequest Request { get; }

        /// <summary>Shape of the request's latent, one image.</summary>
        public LatentShape Shape { get; }

        public RequestNoise Noise { get; private init; }

        /// <summary>The request's solver, or the model's own.</summary>
        public SchedulerKind SchedulerKind { get; }

        /// <summary>The model that takes over near the end; null when there is none.</summary>
        public DiffusionModel? Refiner { get; }

        /// <summary>The same run for another request, such as one of another size: with its own noise, from the same seed.</summary>
        public PipelineRun At(TextureRequest request) => new PipelineRun(Model, Refiner, _control, request, _clock, _progress, _observer);

        /// <summary>The rows of a request.</summary>
        public TextConditioning EncodePrompts(TextureRequest request)
        {
            var start = _clock.Begin(GenerationStage.Text);
            var conditioning = Encode(request);
            _clock.End(GenerationStage.Text, start);
            return conditioning;
        }

        /// <summary>The rows of two images in one batch.</summary>
        /// <param name="source">The first image's request.</param>
        /// <param name="target">The second image's.</param>
        /// <param name="parameter">The setting that asks for it.</param>
        /// <exception cref="ArgumentException">The prompts do not have one length, or are composed with AND.</exception>
        public TextConditioning EncodePair(TextureRequest source, TextureRequest target, string parameter)
        {
            var start = _clock.Begin(GenerationStage.Text);
            using var encoders = Model.Text.Use(_control);
            var second = Encode(target);
            var first = Encode(source);
            if (first.Tokens != second.Tokens || first.Positive.Count != 1 || second.Positive.Count != 1)
            {
                throw new ArgumentException("Both prompts of an edit must be of one length up to 75 tokens, without AND. Shorten them.", parameter);
            }

            _clock.End(GenerationStage.Text, start);
            return TextConditioning.Pair(first, second);
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
        public Timetable WholeTimetable(LatentShape shape) => Timetable.Whole(NewScheduler(SchedulerKind), Schedule(shape, 1), shape.Count);

        /// <summary>The last share of the request's timesteps.</summary>
        /// <exception cref="ArgumentOutOfRangeException">So little strength leaves no step to run.</exception>
        public Timetable LastTimetable(LatentShape shape, float strength) => LastTimetable(shape, strength, NewScheduler(SchedulerKind));

        /// <summary>The last share of the request's timesteps, for a scheduler of the pipeline's own.</summary>
        /// <exception cref="ArgumentOutOfRangeException">So little strength leaves no step to run.</exception>
        public Timetable LastTimetable(LatentShape shape, float strength, IScheduler scheduler) => Timetable.Last(scheduler, Schedule(shape, strength), shape.Count);

        /// <summary>A scheduler with the model's configuration and the request's changes to it.</summary>
        /// <param name="kind">Its class.</param>
        /// <param name="eta">DDIM's eta; null for the request's.</param>
        public IScheduler NewScheduler(SchedulerKind kind, double? eta = null)
        {
            var options = Request.SchedulerOptions;
            return SchedulerFactory.Create(kind, Model.SchedulerConfig.Json, eta == null ? options : options with { Eta = eta });
        }

        /// <summary>DDIM from picture to noise, on the timesteps of the request's DDIM.</summary>
        public IScheduler NewInverseScheduler()
        {
            return SchedulerFactory.Create(SchedulerKind.DdimInverse, Model.SchedulerConfig.Json, Request.SchedulerOptions with { Eta = null, UseClippedModelOutput = null });
        }

        /// <summary>The request's guidance, with a scale of its own for the first image of several.</summary>
        public GuidanceSettings Guidance(float? sourceScale = null)
        {
            return new GuidanceSettings
            {
                Scale = Request.GuidanceScale!.Value,
                SourceScale = sourceScale,
                Rescale = Request.GuidanceRescale,
                Start = Request.GuidanceStart,
                End = Request.GuidanceEnd,
            };
        }

        /// <summary>Walks the loop to the pass's end, the last part with the refiner where there is one.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled; felt inside a step.</exception>
        /// <exception cref="InferenceException">A model failed or gave NaN.</exception>
        public LatentBatch Denoise(DenoisePass pass)
        {
            return Refiner == null || pass.IsPreliminary || Request.RefinerStart == 1 ? Walk(pass) : RefinerHandOver.Run(this, pass);
        }

        /// <summary>The same run without a model that takes over.</summary>
        public PipelineRun WithoutRefiner() => new PipelineRun(Model, null, _control, Request, _clock, _progress, _observer) { Noise = Noise };

        /// <summary>The same run, with the refiner as its model.</summary>
        public PipelineRun OnRefiner() => new PipelineRun(Refiner!, null, _control, Request, _clock, _progress, _observer) { Noise = Noise, Painter = Painter };

        /// <summary>Keeps the U-Net in memory from one pass to the next.</summary>
        public IDisposable? HoldUNet() => Model.UNet.Use(_control);

        /// <summary>Walks the loop with this run's model.</summary>
        public LatentBatch Walk(DenoisePass pass)
        {
            var start = Stopwatch.GetTimestamp();
            var watch = new AttentionWatch(Model, pass.IsPreliminary ? WithoutWords() : Request, pass.Conditioning);
            using var unet = Model.UNet.Use(_control);
            using var controlNets = Model.ControlNets?.Use(_control);
            using var reports = _progress == null || Request.Preview == null ? null : new StepReports(Painter, Request, NewSchedulerConfig(), pass.Shape, _control);
            var job = new DenoisingJob(pass.Shape, pass.Latents, pass.Conditioning, pass.Timetable.Scheduler, pass.Noise ?? Noise.Steps)
            {
                BeginIndex = pass.Timetable.BeginIndex,
                EndIndex = pass.Timetable.EndIndex,
                StepsBefore = pass.StepsBefore,
                StepsAfter = pass.StepsAfter,
                Guidance = pass.Guidance ?? Guidance(),
                Blend = pass.Blend,
                FixedChannels = pass.FixedChannels,
                Attention = pass.Attention,
                ControlNets = Model.ControlNets,
                ControlNetInputs = Request.ControlNets,
                LoraScales = Scales(Model.Edits.LoraScales),
                Words = watch.All,
                LocalBlend = watch.Blend,
                Reports = reports,
                Observer = _observer,
            };
            new DenoisingLoop(Model.UNet, _control).Run(job, _progress);
            _clock.AddDenoise(start, job.EndIndex - job.BeginIndex);
            return new LatentBatch(pass.Shape, job.Latents, watch);
        }

        private TextureRequest WithoutWords() => Request with { AttentionWords = Array.Empty<string>(), PromptEdit = null };

        /// <summary>The request's weights of LoRAs, for a model that has some.</summary>
        private float[] Scales(float[] loaded) => loaded.Length == 0 ? loaded : Request.LoraWeights?.ToArray() ?? loaded;

        private TextConditioning Encode(TextureRequest request)
        {
            using var encoders = Model.Text.Use(_control);
            Model.Text.SetLoraScales(Scales(Model.Edits.TextLoraScales));
            return Model.Text.PromptEncoder.Encode(request, _control);
        }

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
    }
}
