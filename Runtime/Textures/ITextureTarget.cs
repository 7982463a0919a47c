namespace DiffusionTextures
{
    /// <summary>Where a finished material goes: an engine's textures, a file, an atlas.</summary>
    public interface ITextureTarget
    {
        /// <summary>The maps that <see cref="Write"/> wants; no other map is computed.</summary>
        MaterialMaps Maps { get; }

        /// <summary>
        /// Takes the finished maps. Called once per request, on the inference thread, when every map is complete; never for a cancelled
        /// or failed request. An exception thrown here becomes the request's failure.
        /// </summary>
        /// <param name="material">The maps. Valid during the call only: its buffers serve the next request.</param>
        void Write(DecodedMaterial material);
    }
}
