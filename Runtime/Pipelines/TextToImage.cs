using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>From noise to picture.</summary>
    internal sealed class TextToImage : IPipeline
    {
        public LatentBatch Run(PipelineRun run)
        {
            var conditioning = run.EncodePrompts(run.Request);
            var timetable = run.WholeTimetable(run.Shape);
            var latents = StartLatents.FromNoise(run.Noise.InitLatents(), timetable.Scheduler);
            return run.Denoise(new DenoisePass(run.Shape, conditioning, timetable, latents));
        }
    }
}
