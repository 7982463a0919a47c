using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>DPM-Solver++ and DPM-Solver of orders 1 to 3 in their singlestep form (arXiv:2206.00927, algorithms 1 and 2; arXiv:2211.01095).</summary>
    /// <remarks>
    /// _start         x at the beginning of a block of steps of orders 1, 2 (, 3)
    /// m0, m1, m2     kept model outputs of the block, newest first
    /// r0, r1         places of the block's inner levels in lambda, 0 to 1
    /// </remarks>
    internal sealed class DpmSolverSinglestepScheduler : SolverScheduler
    {
        private int[] _orders = Array.Empty<int>();
        private float[] _start = Array.Empty<float>();

        public DpmSolverSinglestepScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override bool AcceptsTimesteps => true;

        protected override bool KeepsNoise => Config.AlgorithmType is DpmAlgorithmType.DpmSolver or DpmAlgorithmType.SdeDpmSolver;

        private bool Stochastic => Config.AlgorithmType is DpmAlgorithmType.SdeDpmSolver or DpmAlgorithmType.SdeDpmSolverPlusPlus;

        protected override double[] Grid(in ScheduleRequest schedule, int n)
        {
            var custom = CustomTimesteps.Whole(schedule);
            if (custom != null)
            {
                return custom;
            }

            // Always linspace: the reference knows no spacing here.
            var last = ClippedEnd() - 1;
            var timesteps = new double[n];
            for (var i = 0; i < n; i++)
            {
                timesteps[i] = Math.Round(i == 0 ? last : (n - i) * (last / (double)n));
            }

            return timesteps;
        }

        protected override double FinalSigma(double? respacedLast) => Config.FinalSigmasType == FinalSigmasType.Zero ? 0 : Noise.Sigmas[0];

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            _orders = Orders(n);
            return base.BuildTimesteps(schedule, n);
        }

        protected override void Allocate()
        {
            base.Allocate();
            _start = NewBuffer();
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            // A start inside a block has no outputs to look back at: lower orders until it has.
            var order = Math.Min(_orders[stepIndex], StepsDone + 1);
            var t = Level(stepIndex + 1);
            var s = Level(stepIndex - order + 1);
            var c = DpmCoefficients.Create(Config.AlgorithmType, order == 3 || Config.SolverType == SolverType.Heun, t, s);
            var (p, q) = Convert(stepIndex, model, sample, out var source);
            var kept = Held(0);
            var drawn = Stochastic ? Draw(noise) : _start;
            switch (order)
            {
                case 1:
                    sample.CopyTo(_start);
                    LatentArithmetic.Step(sample, source, kept, new StepWeights(p, q, c.Own, 0, c.D0), drawn, c.Noise);
                    break;
                case 2:
                {
                    // D0 = m1, D1 = (m0 - m1) / r0.
                    var difference = c.D1 * (t.Lambda - s.Lambda) / (Level(stepIndex).Lambda - s.Lambda);
                    LatentArithmetic.Step(
                        sample, source, kept, new StepWeights(p, q, 0, 0, difference), _start, c.Own, Held(1), c.D0 - difference, drawn, c.Noise);
                    break;
                }

                default:
                {
                    // D1_0 = (m1 - m2) / r1, D1_1 = (m0 - m2) / r0; midpoint uses D1_1 alone.
                    var h = t.Lambda - s.Lambda;
                    var r0 = (Level(stepIndex).Lambda - s.Lambda) / h;
                    var r1 = (Level(stepIndex - 1).Lambda - s.Lambda) / h;
                    var heun = Config.SolverType == SolverType.Heun;
                    var near = heun ? ((-r1 * c.D1) + (2 * c.D2)) / (r0 - r1) / r0 : c.D1 / r0;
                    var far = heun ? ((r0 * c.D1) - (2 * c.D2)) / (r0 - r1) / r1 : 0;
                    LatentArithmetic.Step(
                        sample,
                        source,
                        kept,
                        new StepWeights(p, q, 0, 0, near),
                        _start,
                        c.Own,
                        Held(1),
                        far,
                        Held(2),
                        c.D0 - near - far);
                    if (Stochastic)
                    {
                        LatentArithmetic.Combine(sample, 1f, drawn, (float)c.Noise, sample);
                    }

                    break;
                }
            }
        }

        // The reference turns lower_order_final on where the steps do not fill whole blocks or the last sigma is zero.
        private int[] Orders(int n)
        {
            var block = Config.SolverOrder;
            var lowers = Config.LowerOrderFinal || n % block != 0 || Config.FinalSigmasType == FinalSigmasType.Zero;
            var orders = new int[n];
            for (var i = 0; i < n; i++)
            {
                orders[i] = (i % block) + 1;
            }

            if (lowers && n % block == 0 && block > 1)
            {
                // The last block gives its highest order up: 1, 2, 1 instead of 1, 2, 3, and 1, 1 instead of 1, 2.
                orders[n - 1] = 1;
            }

            if (Config.FinalSigmasType == FinalSigmasType.Zero)
            {
                orders[n - 1] = 1;
            }

            return orders;
        }
    }
}
