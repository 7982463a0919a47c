namespace DiffusionTextures
{
    /// <summary>The kernel that halves a picture.</summary>
    public enum MipFilter
    {
        /// <summary>Mean of the covered area: never rings.</summary>
        Box,

        /// <summary>Sinc under a Kaiser window (alpha 4, radius 3 texels of the smaller level): sharper, may ring slightly.</summary>
        Kaiser,
    }
}
