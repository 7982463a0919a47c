namespace DiffusionTextures
{
    /// <summary>When a graphics device takes over what was generated.</summary>
    public enum UploadTiming
    {
        /// <summary>
        /// On the inference thread, at once: when the generation's task is complete, the textures hold the new pictures. The engine's queue
        /// is used from that thread, under the lock that the engine gave.
        /// </summary>
        Immediate,

        /// <summary>
        /// In <see cref="GraphicsDevice.Update"/>, on the game's thread, so many bytes a frame: when the generation's task is complete, the
        /// pictures are staged, and <see cref="GraphicsTarget.IsPending"/> says when the textures hold them.
        /// </summary>
        InUpdate,
    }
}
