using System;

namespace DiffusionTextures.Inference
{
    /// <summary>Tells whether a network's numbers can become a picture.</summary>
    internal static class FloatRange
    {
        /// <summary>Whether there is neither NaN nor infinity.</summary>
        public static bool IsFinite(ReadOnlySpan<float> values)
        {
            foreach (var value in values)
            {
                if (!(Math.Abs(value) <= float.MaxValue))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
