using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>The betas of training by schedule, rounded to float32 where the reference rounds.</summary>
    internal static class BetaTable
    {
        private const double MaxBeta = 0.999;

        public static float[] Create(SchedulerConfig config)
        {
            var count = config.NumTrainTimesteps;
            if (config.TrainedBetas != null)
            {
                var trained = new float[config.TrainedBetas.Count];
                for (var t = 0; t < trained.Length; t++)
                {
                    trained[t] = (float)config.TrainedBetas[t];
                }

                return trained;
            }

            switch (config.BetaSchedule)
            {
                case BetaSchedule.Linear:
                    return Linspace((float)config.BetaStart, (float)config.BetaEnd, count);
                case BetaSchedule.ScaledLinear:
                    var betas = Linspace((float)Math.Sqrt(config.BetaStart), (float)Math.Sqrt(config.BetaEnd), count);
                    for (var t = 0; t < count; t++)
                    {
                        betas[t] *= betas[t];
                    }

                    return betas;
                case BetaSchedule.Sigmoid:
                    var sigmoid = Linspace(-6f, 6f, count);
                    for (var t = 0; t < count; t++)
                    {
                        sigmoid[t] = (float)((1 / (1 + Math.Exp(-sigmoid[t])) * (config.BetaEnd - config.BetaStart)) + config.BetaStart);
                    }

                    return sigmoid;
                default:
                    return FromAlphaBar(config.BetaSchedule, count);
            }
        }

        // beta_t = 1 - alpha_bar((t + 1) / T) / alpha_bar(t / T), capped.
        private static float[] FromAlphaBar(BetaSchedule schedule, int count)
        {
            var betas = new float[count];
            for (var t = 0; t < count; t++)
            {
                var ratio = AlphaBar(schedule, (t + 1) / (double)count) / AlphaBar(schedule, t / (double)count);
                betas[t] = (float)Math.Min(1 - ratio, MaxBeta);
            }

            return betas;
        }

        private static double AlphaBar(BetaSchedule schedule, double t)
        {
            switch (schedule)
            {
                case BetaSchedule.Exp:
                    return Math.Exp(t * -12.0);
                case BetaSchedule.Laplace:
                    var side = t <= 0.5 ? 1.0 : -1.0;
                    var lambda = -0.5 * side * Math.Log(1 - (2 * Math.Abs(0.5 - t)) + 1e-6);
                    var snr = Math.Exp(lambda);
                    return Math.Sqrt(snr / (1 + snr));
                default:
                    var cosine = Math.Cos((t + 0.008) / 1.008 * Math.PI / 2);
                    return cosine * cosine;
            }
        }

        // torch.linspace in float32: from the start in the first half, from the end in the second.
        private static float[] Linspace(float start, float end, int count)
        {
            var values = new float[count];
            var step = count > 1 ? (end - start) / (count - 1) : 0f;
            for (var i = 0; i < count; i++)
            {
                values[i] = i < count / 2 || count == 1 ? start + (step * i) : end - (step * (count - i - 1));
            }

            return values;
        }
    }
}
