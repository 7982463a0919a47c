using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Respaces sigmas between the two ends of a schedule.</summary>
    /// <remarks>
    /// Karras        sigma_i = (max^(1/rho) + i/(n-1) (min^(1/rho) - max^(1/rho)))^rho, rho = 7   arXiv:2206.00364, eq. 5
    /// exponential   ln sigma evenly spaced
    /// beta          sigma_i = min + (max - min) Beta^-1(1 - i/(n-1); 0.6, 0.6)                  arXiv:2407.12173
    /// Lu            lambda = -ln sigma evenly spaced                                            arXiv:2206.00927, section 4.1
    /// flow          sigma = s u / (1 + (s - 1) u), u evenly spaced                              arXiv:2403.03206
    /// </remarks>
    internal static class SigmaSpacing
    {
        private const double Rho = 7.0;
        private const double BetaShape = 0.6;

        /// <summary>Whether the configuration asks for one of the spacings that start from two end points.</summary>
        public static bool Respaces(SchedulerConfig config) => config.UseKarrasSigmas || config.UseExponentialSigmas || config.UseBetaSigmas;

        /// <param name="first">Largest sigma of the schedule; a configured sigma_max replaces it.</param>
        /// <param name="last">Smallest sigma of the schedule; a configured sigma_min replaces it.</param>
        public static double[] Respace(SchedulerConfig config, double first, double last, int n)
        {
            var max = double.IsNaN(config.SigmaMax) ? first : config.SigmaMax;
            var min = double.IsNaN(config.SigmaMin) ? last : config.SigmaMin;
            var sigmas = new double[n];
            for (var i = 0; i < n; i++)
            {
                var ramp = Ramp(i, n);
                if (config.UseKarrasSigmas)
                {
                    var top = Math.Pow(max, 1 / Rho);
                    sigmas[i] = Math.Pow(top + (ramp * (Math.Pow(min, 1 / Rho) - top)), Rho);
                }
                else if (config.UseExponentialSigmas)
                {
                    sigmas[i] = Exponential(max, min, i, n);
                }
                else
                {
                    sigmas[i] = min + (BetaQuantile.Symmetric(1 - ramp, BetaShape) * (max - min));
                }
            }

            return sigmas;
        }

        /// <summary>n sigmas whose logarithms are evenly spaced from <paramref name="first"/> to <paramref name="last"/>.</summary>
        public static double[] LogLinear(double first, double last, int n)
        {
            var sigmas = new double[n];
            for (var i = 0; i < n; i++)
            {
                sigmas[i] = Exponential(first, last, i, n);
            }

            return sigmas;
        }

        /// <summary>n sigmas of a rectified flow, shifted; the n + 1st would be 0.</summary>
        public static double[] Flow(double shift, int total, int n)
        {
            var sigmas = new double[n];
            for (var i = 0; i < n; i++)
            {
                var alpha = i == 0 ? 1.0 / total : 1 + ((n - i) * ((1.0 / total) - 1) / n);
                var u = 1 - alpha;
                sigmas[i] = shift * u / (1 + ((shift - 1) * u));
            }

            return sigmas;
        }

        private static double Exponential(double max, double min, int i, int n)
        {
            var top = Math.Log(max);
            var bottom = Math.Log(min);
            return Math.Exp(n > 1 && i == n - 1 ? bottom : top + (i * ((bottom - top) / Math.Max(n - 1, 1))));
        }

        private static double Ramp(int i, int n) => n == 1 ? 0 : i == n - 1 ? 1 : i * (1.0 / (n - 1));
    }
}
