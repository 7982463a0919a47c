namespace DiffusionTextures.Denoising.Guidance
{
    /// <summary>The resolution-dependent shift mu of flow-matching models (arXiv:2403.03206, section 5.3.2; linear as in FLUX).</summary>
    internal static class FlowShift
    {
        /// <summary>mu on the line through (baseLength, baseShift) and (maxLength, maxShift).</summary>
        /// <param name="length">Tokens of the picture.</param>
        public static double Mu(int length, int baseLength = 256, int maxLength = 4096, double baseShift = 0.5, double maxShift = 1.15)
        {
            var slope = (maxShift - baseShift) / (maxLength - baseLength);
            return (length * slope) + (baseShift - (slope * baseLength));
        }
    }
}
