using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>From a small picture to a large one, with a U-Net that sees the small one beside the latent, as Stable Diffusion x4 upscaler does.</summary>
    /// <remarks>
    /// Cascaded diffusion with noise conditioning augmentation (Ho et al. 2021, section 4): the small picture gets noise up to a level, and the level is the U-Net's class label.
    /// </remarks>
    internal sealed class PictureUpscaling : IPipeline
    {
        private const string LevelInput = "class_labels";
        private const int PictureChannels = 3;

        public LatentBatch Run(PipelineRun run)
        {
            // The order of the draws is the reference's: the picture's noise, then the start noise.
            var level = run.Request.NoiseLevel!.Value;
            var conditioning = run.EncodePrompts(run.Request).With(LevelInput, new float[] { level });
            var timetable = run.WholeTimetable(run.Shape);
            var noise = run.Noise.Picture(PictureChannels);
            var picture = new float[noise.Length];
            run.Model.PictureSchedule!.AddNoise(level, run.Request.InitImage!.Span, noise, picture);
            var latents = StartLatents.FromNoise(run.Noise.InitLatents(), timetable.Scheduler);
            return run.Denoise(new DenoisePass(run.Shape, conditioning, timetable, latents) { FixedChannels = picture });
        }
    }
}
