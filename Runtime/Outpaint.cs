namespace DiffusionTextures
{
    /// <summary>Texels that a picture is extended by: the model paints what lies beyond its borders. The extended sides must be of a size that the model makes.</summary>
    public sealed record Outpaint
    {
        /// <summary>So many texels on each side; 0 or more, and not all 0.</summary>
        public Outpaint(int left, int top, int right, int bottom)
        {
            Left = left;
            Top = top;
            Right = right;
            Bottom = bottom;
        }

        /// <summary>Texels added on the left.</summary>
        public int Left { get; init; }

        /// <summary>Texels added above.</summary>
        public int Top { get; init; }

        /// <summary>Texels added on the right.</summary>
        public int Right { get; init; }

        /// <summary>Texels added below.</summary>
        public int Bottom { get; init; }
    }
}
