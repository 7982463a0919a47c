using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>DPM-Solver++ and DPM-Solver of orders 1 to 3 in their multistep form (arXiv:2211.01095, algorithm 2; arXiv:2206.00927).</summary>
    /// <remarks>
    /// m0, m1, m2     kept model outputs, newest first
    /// r0, r1         step widths in lambda before this one, over this one's
    /// D1, D2         first and second differences of the outputs
    /// </remarks>
    internal sealed class DpmSolverMultistepScheduler : SolverScheduler
    {
        // Below this many steps the last ones fall back to lower orders.
        private const int FewSteps = 15;

        public DpmSolverMultistepScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override bool AcceptsTimesteps => !Config.UseLuLambdas;

        protected override bool KeepsNoise => Config.AlgorithmType is DpmAlgorithmType.DpmSolver or DpmAlgorithmType.SdeDpmSolver;

        protected override bool RoundsKarras => Config.BetaSchedule != BetaSchedule.SquaredcosCapV2;

        private bool Stochastic => Config.AlgorithmType is DpmAlgorithmType.SdeDpmSolver or DpmAlgorithmType.SdeDpmSolverPlusPlus;

        protected override double[] Grid(in ScheduleRequest schedule, int n)
        {
            return CustomTimesteps.Whole(schedule) ?? TimestepGrid.Solver(Config, n, ClippedEnd());
        }

        protected override double FinalSigma(double? respacedLast) => Config.FinalSigmasType == FinalSigmasType.Zero ? 0 : Noise.Sigmas[0];

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var order = OrderOf(stepIndex);
            var t = Level(stepIndex + 1);
            var s0 = Level(stepIndex);
            var c = DpmCoefficients.Create(Config.AlgorithmType, order == 3 || Config.SolverType == SolverType.Heun, t, s0);
            var (p, q) = Convert(stepIndex, model, sample, out var source);
            var h = t.Lambda - s0.Lambda;
            var kept = Held(0);
            if (order == 1)
            {
                var weights = new StepWeights(p, q, c.Own, 0, c.D0);
                if (Stochastic)
                {
                    LatentArithmetic.Step(sample, source, kept, weights, Draw(noise), c.Noise);
                }
                else
                {
                    LatentArithmetic.Step(sample, source, kept, weights);
                }

                return;
            }

            var r0 = (s0.Lambda - Level(stepIndex - 1).Lambda) / h;
            if (order == 2)
            {
                var weights = new StepWeights(p, q, c.Own, 0, c.D0 + (c.D1 / r0));
                if (Stochastic)
                {
                    LatentArithmetic.Step(sample, source, kept, weights, Held(1), -c.D1 / r0, Draw(noise), c.Noise);
                }
                else
                {
                    LatentArithmetic.Step(sample, source, kept, weights, Held(1), -c.D1 / r0);
                }

                return;
            }

            // D1 = D1_0 + r0 / (r0 + r1) (D1_0 - D1_1), D2 = (D1_0 - D1_1) / (r0 + r1), with D1_0 = (m0 - m1) / r0, D1_1 = (m1 - m2) / r1.
            var r1 = (Level(stepIndex - 1).Lambda - Level(stepIndex - 2).Lambda) / h;
            var spread = ((c.D1 * r0) + c.D2) / (r0 + r1);
            var first = (c.D1 + spread) / r0;
            var second = -spread / r1;
            var third = new StepWeights(p, q, c.Own, 0, c.D0 + first);
            if (Stochastic)
            {
                LatentArithmetic.Step(sample, source, kept, third, Held(1), second - first, Held(2), -second, Draw(noise), c.Noise);
            }
            else
            {
                LatentArithmetic.Step(sample, source, kept, third, Held(1), second - first, Held(2), -second);
            }
        }

        private int OrderOf(int stepIndex)
        {
            var left = Timesteps.Length - 1 - stepIndex;
            var lowers = Config.LowerOrderFinal && Timesteps.Length < FewSteps;
            if (left == 0 && (Config.EulerAtFinal || lowers || Config.FinalSigmasType == FinalSigmasType.Zero))
            {
                return 1;
            }

            var order = Math.Min(Config.SolverOrder, StepsDone + 1);
            return left == 1 && lowers ? Math.Min(order, 2) : order;
        }
    }
}
