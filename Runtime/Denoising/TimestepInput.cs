using System;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Denoising
{
    /// <summary>The timestep input of U-Nets and ControlNets, which exports shape in three ways.</summary>
    internal static class TimestepInput
    {
        /// <summary>A scalar, [1] for all rows, or one per row where the axis is the batch's.</summary>
        public static long[] Shape(TensorSpec timestep, TensorSpec sample, int rows)
        {
            if (timestep.Rank == 0)
            {
                return Array.Empty<long>();
            }

            var perRow = timestep.Dimensions[0] < 0 && timestep.Symbols[0].Length > 0 && timestep.Symbols[0] == sample.Symbols[0];
            return new long[] { perRow ? rows : Math.Max(1, timestep.Dimensions[0]) };
        }
    }
}
