using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>From a noised picture to a picture (SDEdit, Meng et al. 2021).</summary>
    internal sealed class ImageToImage : IPipeline
    {
        public LatentBatch Run(PipelineRun run)
        {
            var request = run.Request;
            var conditioning = run.EncodePrompts(request);
            var timetable = run.LastTimetable(run.Shape, request.Strength!.Value);
            var picture = run.EncodePicture(request.InitImage!, run.Noise.Vae(0));
            var level = request.PictureNoise == PictureNoise.StochasticEncode ? Math.Max(0, timetable.BeginIndex - 1) : timetable.BeginIndex;
            var latents = StartLatents.FromPicture(picture, run.Noise.InitLatents(), timetable.Scheduler, level);
            return run.Denoise(new DenoisePass(run.Shape, conditioning, timetable, latents));
        }
    }
}
