using System;

namespace DiffusionTextures
{
    /// <summary>The axes on which a texture continues at the opposite border.</summary>
    [Flags]
    public enum TileAxes
    {
        /// <summary>No tiling.</summary>
        None = 0,

        /// <summary>The left border continues at the right one.</summary>
        X = 1,

        /// <summary>The top border continues at the bottom one.</summary>
        Y = 2,

        /// <summary>Both.</summary>
        XY = X | Y,
    }
}
