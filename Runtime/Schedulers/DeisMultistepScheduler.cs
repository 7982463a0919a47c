using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Diffusion exponential integrator sampler, log-rho multistep form of orders 1 to 3 (arXiv:2204.13902, section 3.3).</summary>
    /// <remarks>
    /// rho        sigma_t / alpha; its logarithm is -lambda
    /// c_k        integral over [rho_s, rho_t] of the Lagrange polynomial in ln rho of node k
    /// sample     alpha_t (x_s / alpha_s + sum c_k eps_k)
    /// </remarks>
    internal sealed class DeisMultistepScheduler : SolverScheduler
    {
        private const int FewSteps = 15;

        public DeisMultistepScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override bool KeepsNoise => true;

        protected override double[] Grid(in ScheduleRequest schedule, int n) => TimestepGrid.Solver(Config, n, Config.NumTrainTimesteps);

        protected override double FinalSigma(double? respacedLast) => respacedLast ?? Noise.Sigmas[0];

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var left = Timesteps.Length - 1 - stepIndex;
            var order = Math.Min(Config.SolverOrder, StepsDone + 1);
            if (left < 2 && Config.LowerOrderFinal && Timesteps.Length < FewSteps)
            {
                order = Math.Min(order, left + 1);
            }

            var t = Level(stepIndex + 1);
            var s = Level(stepIndex);
            var own = t.Alpha / s.Alpha;
            var (p, q) = Convert(stepIndex, model, sample, out var source);
            var kept = Held(0);
            if (order == 1)
            {
                var weight = -t.Sigma * ((float)Math.Exp((float)(t.Lambda - s.Lambda)) - 1);
                LatentArithmetic.Step(sample, source, kept, new StepWeights(p, q, own, 0, weight));
                return;
            }

            var b = -s.Lambda;
            var c = -Level(stepIndex - 1).Lambda;
            if (order == 2)
            {
                var first = t.Alpha * (Linear(-t.Lambda, b, c) - Linear(b, b, c));
                var second = t.Alpha * (Linear(-t.Lambda, c, b) - Linear(b, c, b));
                LatentArithmetic.Step(sample, source, kept, new StepWeights(p, q, own, 0, first), Held(1), second);
                return;
            }

            var d = -Level(stepIndex - 2).Lambda;
            LatentArithmetic.Step(
                sample,
                source,
                kept,
                new StepWeights(p, q, own, 0, t.Alpha * (Quadratic(-t.Lambda, b, c, d) - Quadratic(b, b, c, d))),
                Held(1),
                t.Alpha * (Quadratic(-t.Lambda, c, d, b) - Quadratic(b, c, d, b)),
                Held(2),
                t.Alpha * (Quadratic(-t.Lambda, d, b, c) - Quadratic(b, d, b, c)));
        }

        // Antiderivative in rho of (ln rho - c) / (b - c); all arguments are logarithms.
        private static double Linear(double t, double b, double c) => Math.Exp(t) * (t - c - 1) / (b - c);

        // Antiderivative in rho of (ln rho - c) (ln rho - d) / ((b - c) (b - d)).
        private static double Quadratic(double t, double b, double c, double d)
        {
            return Math.Exp(t) * ((t * t) - ((c + d + 2) * t) + (c * d) + c + d + 2) / ((b - c) * (b - d));
        }
    }
}
