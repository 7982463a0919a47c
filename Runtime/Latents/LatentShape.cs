namespace DiffusionTextures.Latents
{
    /// <summary>Shape of a batch of latents, [N,C,h,w].</summary>
    internal readonly struct LatentShape
    {
        public LatentShape(int images, int channels, int height, int width)
        {
            Images = images;
            Channels = channels;
            Height = height;
            Width = width;
        }

        public int Images { get; }

        public int Channels { get; }

        public int Height { get; }

        public int Width { get; }

        /// <summary>Elements of one picture's latent.</summary>
        public int PerImage => Channels * Height * Width;

        /// <summary>Elements of the batch.</summary>
        public int Count => Images * PerImage;

        public override string ToString() => $"[{Images},{Channels},{Height},{Width}]";
    }
}
