using System;

namespace DiffusionTextures.Graphics
{
    /// <summary>
    /// New pictures for a set of textures on their way to them: filled by the inference thread, brought to the device in slices, and
    /// published by one submission that changes every texture, or none.
    /// </summary>
    /// <remarks>
    /// A backend makes and pools these. <see cref="GraphicsDevice"/> calls the members that submit under its lock; only filling and
    /// <see cref="Wait"/> happen outside of it. Every member that calls the graphics API throws <see cref="GraphicsException"/>.
    /// </remarks>
    internal abstract class StagedUpload
    {
        private readonly LevelPacker _packer = new LevelPacker();

        /// <summary>The textures and their maps. Set by the backend.</summary>
        public UploadPart[] Parts { get; protected set; } = Array.Empty<UploadPart>();

        /// <summary>Told when the upload is published or dropped.</summary>
        public GraphicsTarget? Target { get; set; }

        /// <summary>Whether <see cref="Planes"/> are to be filled (the device packs and makes mips), else <see cref="Row"/>s.</summary>
        public abstract bool TakesPlanes { get; }

        /// <summary>Bytes of work that <see cref="Advance"/> has left.</summary>
        public abstract long Remaining { get; }

        /// <summary>Whether the device has done everything that was submitted, so that the memory can serve again. A lost device has.</summary>
        public abstract bool IsDone { get; }

        /// <summary>Fills one part.</summary>
        /// <param name="part">Index into <see cref="Parts"/>.</param>
        /// <param name="planes">[C,H,W] as <see cref="DecodedMaterial.GetPlanes"/> gives them.</param>
        public void Fill(int part, ReadOnlySpan<float> planes)
        {
            if (TakesPlanes)
            {
                planes.CopyTo(Planes(part));
            }
            else
            {
                _packer.Pack(planes, this, part);
            }
        }

        /// <summary>Where one part's planes go, [C,H,W], in host memory. Write only: reading may be slow.</summary>
        public abstract Span<float> Planes(int part);

        /// <summary>Where one row of texels goes, in host memory. Write only: reading may be slow.</summary>
        public abstract Span<byte> Row(int part, int level, int y);

        /// <summary>Submits the next slice of work that changes no texture: at most so many bytes, but at least one piece.</summary>
        public abstract void Advance(long bytes);

        /// <summary>Submits what is left of the work and what changes the textures, all at once.</summary>
        public abstract void Publish();

        /// <summary>Blocks until <see cref="IsDone"/>.</summary>
        public abstract void Wait();

        /// <summary>Gives the memory back to the backend's pool. Called once, when the upload is done or was never submitted.</summary>
        public abstract void Recycle();
    }
}
