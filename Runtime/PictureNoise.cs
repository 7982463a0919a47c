namespace DiffusionTextures
{
    /// <summary>To which noise level a picture is brought before the first step of image-to-image.</summary>
    public enum PictureNoise
    {
        /// <summary>The level of the first step, as diffusers does.</summary>
        OfFirstStep,

        /// <summary>One step's level more, as the first Stable Diffusion's DDIM encoder does (stochastic_encode); DDIM only.</summary>
        StochasticEncode,
    }
}
