namespace DiffusionTextures.Pipelines
{
    /// <summary>Which pipeline a request asks for.</summary>
    internal static class PipelineChoice
    {
        public static IPipeline Of(TextureRequest request)
        {
            return request switch
            {
                { PromptEdit: { } } => new PromptEditing(),
                { InitImage: null } => new TextToImage(),
                { Mask: null } => new ImageToImage(),
                _ => new Inpainting(),
            };
        }
    }
}
