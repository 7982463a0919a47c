using DiffusionTextures.Denoising;
using DiffusionTextures.Latents;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Pipelines
{
    /// <summary>A picture under another prompt, with the noise that leads to the picture under its own (Wu and De la Torre 2022, CycleDiffusion).</summary>
    internal sealed class CycleEditing : IPipeline
    {
        private const int Images = 2;

        public LatentBatch Run(PipelineRun run)
        {
            // The order of the draws is the reference's: picture, start noise, then one for each step.
            var request = run.Request;
            var cycle = request.CycleEdit!;
            var guided = request with { GuidanceScale = request.GuidanceScale != 1 ? request.GuidanceScale : cycle.SourceGuidanceScale };
            var conditioning = run.EncodePair(guided with { Prompt = cycle.SourcePrompt }, guided, nameof(TextureRequest.CycleEdit));
            var shape = new LatentShape(Images, run.Shape.Channels, run.Shape.Height, run.Shape.Width);
            var picture = run.EncodePicture(request.InitImage!, run.Noise.Vae(0));
            var scheduler = new CycleScheduler((DdimScheduler)run.NewScheduler(SchedulerKind.Ddim, cycle.Eta), picture);
            var timetable = run.LastTimetable(shape, request.Strength!.Value, scheduler);
            var start = StartLatents.FromPicture(picture, run.Noise.InitLatents(), scheduler, timetable.BeginIndex);
            return run.Denoise(new DenoisePass(shape, conditioning, timetable, StartLatents.Repeat(start, Images))
            {
                Guidance = run.Guidance(cycle.SourceGuidanceScale),
            });
        }
    }
}
