using DiffusionTextures.Denoising;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Pipelines
{
    /// <summary>A picture's own noise, found by DDIM run backwards under a prompt, then DDIM from there under the request's prompt.</summary>
    internal sealed class InvertedPicture : IPipeline
    {
        public LatentBatch Run(PipelineRun run)
        {
            var request = run.Request;
            var inversion = request.Inversion!;
            var there = run.EncodePrompts(request with { Prompt = inversion.Prompt, GuidanceScale = inversion.GuidanceScale });
            var back = run.EncodePrompts(request);
            var picture = run.EncodePicture(request.InitImage!, new float[run.Shape.Count]);
            var forth = run.LastTimetable(run.Shape, request.Strength!.Value, run.NewScheduler(SchedulerKind.Ddim));

            // The same timesteps from the other end, as many as will be walked back.
            var inverse = run.LastTimetable(run.Shape, 1, run.NewInverseScheduler()).Between(0, forth.EndIndex - forth.BeginIndex);
            using var unet = run.HoldUNet();
            var noise = run.Denoise(new DenoisePass(run.Shape, there, inverse, picture)
            {
                Guidance = new GuidanceSettings { Scale = inversion.GuidanceScale },
                IsPreliminary = true,
            });
            return run.Denoise(new DenoisePass(run.Shape, back, forth, noise.Values));
        }
    }
}
