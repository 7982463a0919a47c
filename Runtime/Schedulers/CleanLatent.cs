using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>What a model call expects the clean latent to be, whichever solver makes the step: it follows from the network's own input, its timestep and its prediction.</summary>
    /// <remarks>
    /// x      the network's input: alpha x0 + sigma eps for every family, because sigma-space solvers scale their latent to it
    /// eps    x0 = (x - sigma eps) / alpha
    /// v      x0 = alpha x - sigma v (Salimans and Ho 2022)
    /// flow   alpha = 1 - sigma, x0 = x - sigma f
    /// </remarks>
    internal sealed class CleanLatent
    {
        private const double LeastAlpha = 1e-3;

        private readonly SchedulerConfig _config;
        private readonly NoiseSchedule? _schedule;

        public CleanLatent(SchedulerConfig config)
        {
            _config = config;
            var isFlow = config.Kind == SchedulerKind.FlowMatchEulerDiscrete || config.UseFlowSigmas || config.PredictionType == PredictionType.FlowPrediction;
            _schedule = isFlow ? null : NoiseSchedule.Create(config, liftsTerminalAlpha: false);
        }

        /// <summary>Writes x0; nothing is clamped.</summary>
        public void Estimate(float timestep, ReadOnlySpan<float> input, ReadOnlySpan<float> prediction, Span<float> clean)
        {
            var (alpha, sigma) = LevelOf(timestep);
            switch (_schedule == null && _config.PredictionType != PredictionType.Sample ? PredictionType.FlowPrediction : _config.PredictionType)
            {
                case PredictionType.Sample:
                    prediction.CopyTo(clean);
                    break;
                case PredictionType.VPrediction:
                    LatentArithmetic.Combine(input, (float)alpha, prediction, (float)-sigma, clean);
                    break;
                case PredictionType.FlowPrediction:
                    LatentArithmetic.Combine(input, 1f, prediction, (float)-sigma, clean);
                    break;
                default:
                    LatentArithmetic.Combine(input, (float)(1 / alpha), prediction, (float)(-sigma / alpha), clean);
                    break;
            }
        }

        private (double Alpha, double Sigma) LevelOf(float timestep)
        {
            if (_schedule == null)
            {
                var sigma = timestep / (double)_config.NumTrainTimesteps;
                return (Math.Max(1 - sigma, LeastAlpha), sigma);
            }

            double cumprod;
            if (_config.TimestepType == TimestepType.Continuous && _config.PredictionType == PredictionType.VPrediction)
            {
                // Such models are told a quarter of ln sigma.
                var sigma = Math.Exp(4 * timestep);
                cumprod = 1 / (1 + (sigma * sigma));
            }
            else
            {
                var position = Math.Min(Math.Max(timestep, 0), _schedule.Length - 1);
                var low = Math.Min((int)position, _schedule.Length - 2);
                var alphas = _schedule.AlphasCumprod;
                cumprod = alphas[low] + ((alphas[low + 1] - alphas[low]) * (double)(position - low));
            }

            var alpha = Math.Max(Math.Sqrt(cumprod), _config.PredictionType == PredictionType.Epsilon ? LeastAlpha : 0);
            return (alpha, Math.Sqrt(1 - cumprod));
        }
    }
}
