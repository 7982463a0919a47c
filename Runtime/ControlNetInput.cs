namespace DiffusionTextures
{
    /// <summary>What one ControlNet of the generator is given in a request.</summary>
    public sealed record ControlNetInput
    {
        /// <summary>A picture to follow.</summary>
        /// <param name="image">[1,3,H,W] in [0,1], of the texture's size: edges, depth, whatever the ControlNet was trained on.</param>
        public ControlNetInput(FloatTensor image)
        {
            Image = image;
        }

        /// <summary>[1,3,H,W] in [0,1].</summary>
        public FloatTensor Image { get; init; }

        /// <summary>Weight of the residuals, usually 0 to 2.</summary>
        public float Weight { get; init; } = 1;

        /// <summary>Fraction of the steps after which it begins, 0 to 1.</summary>
        public float Start { get; init; }

        /// <summary>Fraction of the steps at which it ends, 0 to 1.</summary>
        public float End { get; init; } = 1;

        /// <summary>Whether it acts in a step: not before its start, not beyond its end, as diffusers counts.</summary>
        internal bool IsActive(int step, int stepCount) => (double)step / stepCount >= Start && (step + 1.0) / stepCount <= End;
    }
}
