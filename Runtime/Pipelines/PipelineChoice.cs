using DiffusionTextures.Models;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Which pipeline a request asks for.</summary>
    internal static class PipelineChoice
    {
        /// <param name="request">A resolved request.</param>
        /// <param name="model">The model that runs it.</param>
        public static IPipeline Of(TextureRequest request, DiffusionModel model)
        {
            var painting = model.IsUpscaling ? new PictureUpscaling() : Painting(request);
            return request.Hires == null ? painting : new HiresPainting(painting);
        }

        private static IPipeline Painting(TextureRequest request)
        {
            return request switch
            {
                { PromptEdit: { } } => new PromptEditing(),
                { CycleEdit: { } } => new CycleEditing(),
                { Inversion: { } } => new InvertedPicture(),
                { InitImage: null } => new TextToImage(),
                { Mask: null } => new ImageToImage(),
                _ => new Inpainting(),
            };
        }
    }
}
