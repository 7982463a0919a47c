namespace DiffusionTextures.Pipelines
{
    /// <summary>Which pipeline a request asks for.</summary>
    internal static class PipelineChoice
    {
        public static IPipeline Of(TextureRequest request)
        {
            var painting = Painting(request);
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
