namespace DiffusionTextures
{
    /// <summary>How timesteps are chosen from the training steps (arXiv:2305.08891, table 2).</summary>
    public enum TimestepSpacing
    {
        /// <summary>Multiples of T/n from 0, plus steps_offset. Key: <c>leading</c>.</summary>
        Leading,

        /// <summary>Evenly spaced with both ends. Key: <c>linspace</c>.</summary>
        Linspace,

        /// <summary>Multiples of T/n that end at T - 1. Key: <c>trailing</c>.</summary>
        Trailing,
    }
}
