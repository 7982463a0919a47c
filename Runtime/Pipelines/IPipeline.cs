namespace DiffusionTextures.Pipelines
{
    /// <summary>A way from a request to final latents: a short sequence of passes over the one denoising loop.</summary>
    internal interface IPipeline
    {
        /// <summary>Runs every pass.</summary>
        /// <param name="run">What the passes of a request share.</param>
        /// <returns>The final latents; of several images the last is the one that was asked for.</returns>
        LatentBatch Run(PipelineRun run);
    }
}
