using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Chooses n of the T training steps, descending (arXiv:2305.08891, table 2).</summary>
    internal static class TimestepGrid
    {
        /// <summary>Whole timesteps, as DDPM, DDIM and PNDM count them.</summary>
        public static double[] Whole(SchedulerConfig config, int n) => Round(Fractional(config, n));

        /// <summary>Timesteps of the sigma-space solvers: linspace keeps its fractions.</summary>
        public static double[] Fractional(SchedulerConfig config, int n)
        {
            var total = config.NumTrainTimesteps;
            var timesteps = new double[n];
            for (var i = 0; i < n; i++)
            {
                timesteps[i] = config.TimestepSpacing switch
                {
                    TimestepSpacing.Linspace => n == 1 ? 0 : i == 0 ? total - 1 : (n - 1 - i) * ((total - 1) / (double)(n - 1)),
                    TimestepSpacing.Leading => ((n - 1 - i) * (total / n)) + config.StepsOffset,
                    _ => Trailing(total, total / (double)n, i),
                };
            }

            return timesteps;
        }

        /// <summary>Whole timesteps of the multistep solvers, which share the range out over n + 1 points and leave the last to sigma.</summary>
        /// <param name="last">One past the largest timestep: T, or less where lambda is clipped.</param>
        public static double[] Solver(SchedulerConfig config, int n, int last)
        {
            var timesteps = new double[n];
            for (var i = 0; i < n; i++)
            {
                timesteps[i] = config.TimestepSpacing switch
                {
                    TimestepSpacing.Linspace => i == 0 ? last - 1 : (n - i) * ((last - 1) / (double)n),
                    TimestepSpacing.Leading => ((n - i) * (last / (n + 1))) + config.StepsOffset,
                    _ => Trailing(last, config.NumTrainTimesteps / (double)n, i),
                };
            }

            return Round(timesteps);
        }

        // numpy.arange adds the rounded first difference, not the step itself.
        private static double Trailing(int start, double ratio, int i)
        {
            var delta = (start - ratio) - start;
            return Math.Round(start + (i * delta)) - 1;
        }

        private static double[] Round(double[] timesteps)
        {
            for (var i = 0; i < timesteps.Length; i++)
            {
                timesteps[i] = Math.Round(timesteps[i]);
            }

            return timesteps;
        }
    }
}
