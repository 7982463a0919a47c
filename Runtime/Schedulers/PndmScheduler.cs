using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Pseudo numerical methods for diffusion models on manifolds (arXiv:2202.09778, equations 9, 12 and 13).</summary>
    /// <remarks>
    /// alpha, previous   alpha_t, alpha_(t - delta)
    /// _outputs          e_theta of the last steps, newest at _newest
    /// _current          x_t at which a Runge-Kutta block or the first multistep pair began
    /// Transfer          phi(x_t, e, t, t - delta), equation 9
    /// </remarks>
    internal sealed class PndmScheduler : AlphaSpaceScheduler
    {
        private const int History = 4;

        private readonly float[][] _outputs = new float[History][];
        private float[] _current = Array.Empty<float>();
        private float[] _sum = Array.Empty<float>();
        private int _prkCount;
        private int _held;
        private int _newest;

        public PndmScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        private int Stride => Config.NumTrainTimesteps / NumInferenceSteps;

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            var rising = TimestepGrid.Whole(Config, n);
            Array.Reverse(rising);
            if (Config.SkipPrkSteps)
            {
                // The second timestep is visited twice: an Euler step and its correction.
                _prkCount = 0;
                var plms = new double[n > 1 ? n + 1 : 1];
                for (var i = 0; i < plms.Length; i++)
                {
                    plms[i] = rising[n - 1 - (i < 2 ? i : i - 1)];
                }

                return Checked(plms);
            }

            if (n < History)
            {
                throw Unsupported($"{n} steps with Runge-Kutta warm-up", "use at least 4 steps or skip_prk_steps true");
            }

            // Three blocks of four: t, t - half, t - half, t - stride.
            _prkCount = 12;
            var timesteps = new double[_prkCount + n - 3];
            var half = Stride / 2;
            for (var block = 0; block < 3; block++)
            {
                var top = rising[n - 1 - block];
                var below = rising[n - 2 - block];
                timesteps[block * 4] = top;
                timesteps[(block * 4) + 1] = below + half;
                timesteps[(block * 4) + 2] = below + half;
                timesteps[(block * 4) + 3] = below;
            }

            for (var i = 0; i < n - 3; i++)
            {
                timesteps[_prkCount + i] = rising[n - 4 - i];
            }

            return Checked(timesteps);
        }

        protected override void Allocate()
        {
            base.Allocate();
            for (var i = 0; i < History; i++)
            {
                _outputs[i] = NewBuffer();
            }

            _current = NewBuffer();
            _sum = NewBuffer();
        }

        protected override void BeginTrajectory()
        {
            _held = 0;
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            if (StepsDone < _prkCount)
            {
                RungeKutta((int)Timesteps[stepIndex], model, sample);
            }
            else
            {
                Multistep((int)Timesteps[stepIndex], model, sample);
            }
        }

        private void RungeKutta(int timestep, ReadOnlySpan<float> model, Span<float> sample)
        {
            var previous = timestep - (StepsDone % 2 == 0 ? Stride / 2 : 0);
            var (own, output, velocity) = Transfer((int)Timesteps[StepsDone / 4 * 4], previous);
            switch (StepsDone % 4)
            {
                case 0:
                    Push(model);
                    sample.CopyTo(_current);
                    LatentArithmetic.Scale(model, 1f / 6, _sum);
                    break;
                case 3:
                    LatentArithmetic.Combine(_sum, 1f, model, 1f / 6, _sum);
                    LatentArithmetic.Combine(_current, (float)(own + velocity), _sum, (float)output, sample);
                    return;
                default:
                    LatentArithmetic.Combine(_sum, 1f, model, 1f / 3, _sum);
                    break;
            }

            LatentArithmetic.Combine(_current, (float)(own + velocity), model, (float)output, sample);
        }

        private void Multistep(int timestep, ReadOnlySpan<float> model, Span<float> sample)
        {
            if (StepsDone == 1)
            {
                var (a, b, c) = Transfer(timestep + Stride, timestep);
                LatentArithmetic.Combine(model, (float)(b / 2), _outputs[_newest], (float)(b / 2), _sum);
                LatentArithmetic.Combine(_current, (float)(a + c), _sum, 1f, sample);
                return;
            }

            if (_held == 0)
            {
                sample.CopyTo(_current);
            }

            _newest = (_newest + 1) % History;
            _held = Math.Min(_held + 1, History);
            var (own, output, velocity) = Transfer(timestep, timestep - Stride);
            var u = own + velocity;
            var newest = _outputs[_newest];
            var first = _outputs[(_newest + 3) % History];
            var second = _outputs[(_newest + 2) % History];
            var third = _outputs[(_newest + 1) % History];
            switch (_held)
            {
                case 1:
                    LatentArithmetic.Step(sample, model, newest, new StepWeights(0, 1, u, output, 0));
                    break;
                case 2:
                    LatentArithmetic.Step(sample, model, newest, new StepWeights(0, 1, u, output * 3 / 2, 0), first, -output / 2);
                    break;
                case 3:
                    LatentArithmetic.Step(
                        sample, model, newest, new StepWeights(0, 1, u, output * 23 / 12, 0), first, -output * 16 / 12, second, output * 5 / 12);
                    break;
                default:
                    LatentArithmetic.Step(
                        sample,
                        model,
                        newest,
                        new StepWeights(0, 1, u, output * 55 / 24, 0),
                        first,
                        -output * 59 / 24,
                        second,
                        output * 37 / 24,
                        third,
                        -output * 9 / 24);
                    break;
            }
        }

        private void Push(ReadOnlySpan<float> model)
        {
            _newest = (_newest + 1) % History;
            _held = Math.Min(_held + 1, History);
            model.CopyTo(_outputs[_newest]);
        }

        // Weights of x_t, of the model's output, and what a v-prediction adds to the weight of x_t.
        private (double Own, double Output, double Velocity) Transfer(int timestep, int previousTimestep)
        {
            if (timestep >= Noise.Length)
            {
                throw new ArgumentException($"PNDM would use timestep {timestep} of {Noise.Length}; use timestep_spacing leading or trailing.");
            }

            var alpha = Alpha(timestep);
            var previous = Alpha(previousTimestep);
            var own = Math.Sqrt(previous / alpha);
            var output = -(previous - alpha) / ((alpha * Math.Sqrt(1 - previous)) + Math.Sqrt(alpha * (1 - alpha) * previous));
            return Config.PredictionType == PredictionType.VPrediction
                ? (own, output * Math.Sqrt(alpha), output * Math.Sqrt(1 - alpha))
                : (own, output, 0);
        }
    }
}
