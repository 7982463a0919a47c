using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Quantiles of the beta distribution, by bisection of the regularised incomplete beta function.</summary>
    internal static class BetaQuantile
    {
        /// <summary>The x with I_x(a, a) = <paramref name="p"/>, for equal shape parameters.</summary>
        public static double Symmetric(double p, double a)
        {
            if (p <= 0 || p >= 1)
            {
                return p <= 0 ? 0 : 1;
            }

            // The density is symmetric about 1/2: solve in the lower half, where the fraction converges fast.
            if (p > 0.5)
            {
                return 1 - Symmetric(1 - p, a);
            }

            var low = 0.0;
            var high = 0.5;
            for (var i = 0; i < 200; i++)
            {
                var middle = (low + high) / 2;
                if (middle <= low || middle >= high)
                {
                    break;
                }

                if (Regularised(middle, a) < p)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return (low + high) / 2;
        }

        // I_x(a,a) = x^a (1-x)^a / (a B(a,a)) * sum_k prod_{j<=k} (2a + j - 1) / (a + j) x^k, normalised by its value 1/2 at x = 1/2.
        private static double Regularised(double x, double a) => 0.5 * Unnormalised(x, a) / Unnormalised(0.5, a);

        private static double Unnormalised(double x, double a)
        {
            var term = 1.0;
            var sum = 1.0;
            for (var j = 1; j < 400 && term > sum * 1e-17; j++)
            {
                term *= x * ((2 * a) + j - 1) / (a + j);
                sum += term;
            }

            return Math.Pow(x * (1 - x), a) * sum;
        }
    }
}
