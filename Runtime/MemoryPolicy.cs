namespace DiffusionTextures
{
    /// <summary>How much of a model is in memory between and during requests.</summary>
    public enum MemoryPolicy
    {
        /// <summary>Every part stays loaded: the fastest.</summary>
        KeepAll,

        /// <summary>
        /// Each part is loaded when its stage begins and unloaded when it ends, so that no more than the largest one is in memory: text encoders, then the U-Net, then the
        /// VAE. Every request reads the model files again.
        /// </summary>
        Sequential,
    }
}
