using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Euler's method with optional churn (arXiv:2206.00364, algorithm 2 without the second-order correction).</summary>
    /// <remarks>
    /// gamma      min(s_churn / n, sqrt 2 - 1) where s_tmin &lt;= sigma &lt;= s_tmax
    /// sigmaHat   sigma (1 + gamma), reached by adding s_noise sqrt(sigmaHat^2 - sigma^2) z
    /// </remarks>
    internal sealed class EulerDiscreteScheduler : SigmaSpaceScheduler
    {
        private float[] _x0 = Array.Empty<float>();

        public EulerDiscreteScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override bool AcceptsTimesteps => true;

        protected override bool AcceptsSigmas => true;

        private bool Continuous => Config.TimestepType == TimestepType.Continuous && Config.PredictionType == PredictionType.VPrediction;

        protected override void Respace(in ScheduleRequest schedule, ref double[] timesteps, ref double[] sigmas)
        {
            if (schedule.Timesteps != null && Continuous)
            {
                throw Unsupported("custom timesteps with timestep_type continuous", "use timestep_type discrete");
            }

            if (schedule.Sigmas != null)
            {
                // As in the reference, the list ends with the sigma after the last step.
                var steps = schedule.Sigmas.Count - 1;
                if (steps < 1 || schedule.Sigmas[steps] != 0)
                {
                    throw new ArgumentException("Custom sigmas for Euler must end with 0 and have at least one value before it.", nameof(schedule));
                }

                sigmas = new double[steps];
                for (var i = 0; i < steps; i++)
                {
                    sigmas[i] = schedule.Sigmas[i];
                }

                timesteps = ToTimesteps(sigmas);
                return;
            }

            if (Config.InterpolationType == InterpolationType.LogLinear)
            {
                sigmas = SigmaSpacing.LogLinear(Noise.Sigmas[Noise.Length - 1], Noise.Sigmas[0], sigmas.Length + 1);
                if (SigmaSpacing.Respaces(Config))
                {
                    sigmas = SigmaSpacing.Respace(Config, sigmas[0], sigmas[sigmas.Length - 1], timesteps.Length);
                    timesteps = ToTimesteps(sigmas);
                }

                return;
            }

            base.Respace(schedule, ref timesteps, ref sigmas);
        }

        protected override float[] Unfold(double[] timesteps, double[] sigmas)
        {
            if (!Continuous)
            {
                return base.Unfold(timesteps, sigmas);
            }

            return Array.ConvertAll(sigmas, sigma => (float)(0.25 * Math.Log((float)sigma)));
        }

        protected override void Allocate()
        {
            _x0 = NewBuffer();
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            double sigma = Sigmas[stepIndex];
            var churns = sigma >= Config.STmin && sigma <= Config.STmax;
            var gamma = churns ? Math.Min(Config.SChurn / (Sigmas.Length - 1), Math.Sqrt(2) - 1) : 0;
            var sigmaHat = sigma * (1 + gamma);
            if (gamma > 0)
            {
                var added = Config.SNoise * Math.Sqrt((sigmaHat * sigmaHat) - (sigma * sigma));
                LatentArithmetic.Combine(sample, 1f, Draw(noise), (float)added, sample);
            }

            // The reference converts v-predictions at the sigma before churn.
            var (p, q) = CleanWeights(Config.PredictionType == PredictionType.VPrediction ? sigma : sigmaHat);
            var ratio = (Sigmas[stepIndex + 1] - sigmaHat) / sigmaHat;
            Predicted(_x0);
            LatentArithmetic.Step(sample, model, _x0, new StepWeights(p, q, 1 + ratio, 0, -ratio));
        }
    }
}
