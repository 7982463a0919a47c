using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Weights of one DPM-Solver update on the differences of model outputs (arXiv:2206.00927 and arXiv:2211.01095, appendix).</summary>
    /// <remarks>
    /// h              lambda_t - lambda_s
    /// Own            weight of x_s
    /// D0, D1, D2     weights of the model output and its first and second differences
    /// Noise          weight of a standard normal draw, for the SDE algorithms
    /// </remarks>
    internal readonly struct DpmCoefficients
    {
        private DpmCoefficients(double own, double d0, double d1, double d2, double noise)
        {
            Own = own;
            D0 = d0;
            D1 = d1;
            D2 = d2;
            Noise = noise;
        }

        public double Own { get; }

        public double D0 { get; }

        public double D1 { get; }

        public double D2 { get; }

        public double Noise { get; }

        /// <param name="t">The level to reach.</param>
        /// <param name="s">The level that x_s is at.</param>
        /// <param name="heun">Heun's weight of the first difference instead of the midpoint's.</param>
        public static DpmCoefficients Create(
            DpmAlgorithmType algorithm,
            bool heun,
            (double Alpha, double Sigma, double Lambda) t,
            (double Alpha, double Sigma, double Lambda) s)
        {
            var h = t.Lambda - s.Lambda;
            switch (algorithm)
            {
                case DpmAlgorithmType.DpmSolver:
                {
                    var phi = Math.Exp(h) - 1;
                    var d1 = heun ? -t.Sigma * ((phi / h) - 1) : -0.5 * t.Sigma * phi;
                    return new DpmCoefficients(t.Alpha / s.Alpha, -t.Sigma * phi, d1, -t.Sigma * (((phi - h) / (h * h)) - 0.5), 0);
                }

                case DpmAlgorithmType.SdeDpmSolver:
                {
                    var phi = Math.Exp(h) - 1;
                    var d1 = heun ? -2 * t.Sigma * ((phi / h) - 1) : -t.Sigma * phi;
                    return new DpmCoefficients(t.Alpha / s.Alpha, -2 * t.Sigma * phi, d1, 0, t.Sigma * Math.Sqrt(Math.Exp(2 * h) - 1));
                }

                case DpmAlgorithmType.SdeDpmSolverPlusPlus:
                {
                    var phi = 1 - Math.Exp(-2 * h);
                    var d1 = heun ? t.Alpha * ((phi / (-2 * h)) + 1) : 0.5 * t.Alpha * phi;
                    return new DpmCoefficients(
                        t.Sigma / s.Sigma * Math.Exp(-h),
                        t.Alpha * phi,
                        d1,
                        t.Alpha * (((phi - (2 * h)) / (4 * h * h)) - 0.5),
                        t.Sigma * Math.Sqrt(phi));
                }

                default:
                {
                    var phi = Math.Exp(-h) - 1;
                    var d1 = heun ? t.Alpha * ((phi / h) + 1) : -0.5 * t.Alpha * phi;
                    return new DpmCoefficients(t.Sigma / s.Sigma, -t.Alpha * phi, d1, -t.Alpha * (((phi + h) / (h * h)) - 0.5), 0);
                }
            }
        }
    }
}
