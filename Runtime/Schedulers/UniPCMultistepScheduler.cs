using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Unified predictor-corrector of orders 1 to 3 (arXiv:2302.04867, algorithms 1 and 2).</summary>
    /// <remarks>
    /// h          lambda_t - lambda_s; hh is -h where the clean latent is kept, else h
    /// phi1       exp(hh) - 1
    /// B          hh (bh1) or exp(hh) - 1 (bh2)
    /// r_k        (lambda_(s-k) - lambda_s) / h, and 1 for the level that is reached
    /// _rho       solution of the Vandermonde system sum_k r_k^(i-1) rho_k = b_i
    /// </remarks>
    internal sealed class UniPCMultistepScheduler : SolverScheduler
    {
        private const int MaxOrder = 3;

        private readonly double[] _r = new double[MaxOrder];
        private readonly double[] _rho = new double[MaxOrder];
        private readonly double[,] _system = new double[MaxOrder, MaxOrder + 1];
        private float[] _last = Array.Empty<float>();
        private int _order;

        public UniPCMultistepScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override bool KeepsNoise => !Config.PredictX0;

        protected override double[] Grid(in ScheduleRequest schedule, int n) => TimestepGrid.Solver(Config, n, Config.NumTrainTimesteps);

        protected override double FinalSigma(double? respacedLast)
        {
            return Config.FinalSigmasType == FinalSigmasType.Zero ? 0 : respacedLast ?? Noise.Sigmas[0];
        }

        protected override void Allocate()
        {
            base.Allocate();
            _last = NewBuffer();
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var (p, q) = Convert(stepIndex, model, sample, out var source);
            if (StepsDone > 0 && !IsCorrectorDisabled(stepIndex - 1))
            {
                Correct(stepIndex, source, sample, p, q);
            }
            else
            {
                LatentArithmetic.Step(sample, source, Held(0), new StepWeights(p, q, 1, 0, 0));
            }

            var order = Config.LowerOrderFinal ? Math.Min(Config.SolverOrder, Timesteps.Length - stepIndex) : Config.SolverOrder;
            _order = Math.Min(order, StepsDone + 1);
            sample.CopyTo(_last);
            Predict(stepIndex, sample);
        }

        private void Predict(int stepIndex, Span<float> sample)
        {
            var (own, m0, scale) = Prepare(stepIndex, stepIndex + 1, corrects: false);
            var current = Held(0);
            var first = _order > 1 ? -scale * _rho[0] / _r[0] : 0;
            var second = _order > 2 ? -scale * _rho[1] / _r[1] : 0;
            var weights = new StepWeights(0, 1, own, m0 - first - second, 0);
            switch (_order)
            {
                case 1:
                    LatentArithmetic.Combine(sample, (float)own, current, (float)m0, sample);
                    break;
                case 2:
                    LatentArithmetic.Step(sample, current, current, weights, Held(1), first);
                    break;
                default:
                    LatentArithmetic.Step(sample, current, current, weights, Held(1), first, Held(2), second);
                    break;
            }
        }

        // Replaces the sample, which the last step predicted, by its correction with the model's output there.
        private void Correct(int stepIndex, ReadOnlySpan<float> source, Span<float> sample, double p, double q)
        {
            var (own, m0, scale) = Prepare(stepIndex - 1, stepIndex, corrects: true);
            var reached = -scale * _rho[_order - 1];
            var first = _order > 1 ? -scale * _rho[0] / _r[0] : 0;
            var second = _order > 2 ? -scale * _rho[1] / _r[1] : 0;
            var weights = new StepWeights(p, q, 0, 0, reached);
            var base0 = m0 - reached - first - second;
            if (_order == 1)
            {
                LatentArithmetic.Step(sample, source, Held(0), weights, _last, own, Held(1), base0);
                return;
            }

            LatentArithmetic.Step(sample, source, Held(0), weights, _last, own, Held(1), base0, Held(2), first);
            if (_order > 2)
            {
                LatentArithmetic.Combine(sample, 1f, Held(3), (float)second, sample);
            }
        }

        // Fills _r and _rho for the way from step "from" to step "to"; gives the weights of x, of m0, and alpha_t B or sigma_t B.
        private (double Own, double M0, double Scale) Prepare(int from, int to, bool corrects)
        {
            var t = Level(to);
            var s = Level(from);
            var h = t.Lambda - s.Lambda;
            var hh = KeepsNoise ? h : -h;
            var phi1 = Math.Exp(hh) - 1;
            var b = Config.SolverType == SolverType.Bh1 ? hh : phi1;
            for (var k = 1; k < _order; k++)
            {
                _r[k - 1] = (Level(from - k).Lambda - s.Lambda) / h;
            }

            _r[_order - 1] = 1;
            var unknowns = corrects ? _order : _order - 1;
            if (unknowns == 1)
            {
                // The paper's closed form for one unknown.
                _rho[0] = 0.5;
            }
            else if (unknowns > 1)
            {
                Solve(unknowns, hh, phi1, b);
            }

            var level = KeepsNoise ? t.Sigma : t.Alpha;
            var own = KeepsNoise ? t.Alpha / s.Alpha : t.Sigma / s.Sigma;
            return (own, -level * phi1, level * b);
        }

        private void Solve(int n, double hh, double phi1, double scale)
        {
            var phi = (phi1 / hh) - 1;
            var factorial = 1.0;
            for (var i = 0; i < n; i++)
            {
                for (var k = 0; k < n; k++)
                {
                    _system[i, k] = i == 0 ? 1 : _system[i - 1, k] * _r[k];
                }

                _system[i, n] = phi * factorial / scale;
                factorial *= i + 2;
                phi = (phi / hh) - (1 / factorial);
            }

            for (var pivot = 0; pivot < n; pivot++)
            {
                for (var row = 0; row < n; row++)
                {
                    if (row == pivot)
                    {
                        continue;
                    }

                    var factor = _system[row, pivot] / _system[pivot, pivot];
                    for (var column = pivot; column <= n; column++)
                    {
                        _system[row, column] -= factor * _system[pivot, column];
                    }
                }
            }

            for (var i = 0; i < n; i++)
            {
                _rho[i] = _system[i, n] / _system[i, i];
            }
        }

        private bool IsCorrectorDisabled(int step)
        {
            for (var i = 0; Config.DisableCorrector != null && i < Config.DisableCorrector.Count; i++)
            {
                if (Config.DisableCorrector[i] == step)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
