using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>The forward process of training: betas, cumulated alphas and the sigmas that follow, all float32 as the reference rounds them.</summary>
    /// <remarks>
    /// Betas           beta_t
    /// AlphasCumprod   alpha_bar_t = prod (1 - beta_s)
    /// Sigmas          sigma_t = sqrt((1 - alpha_bar_t) / alpha_bar_t)
    /// LogSigmas       ln sigma_t
    /// </remarks>
    internal sealed class NoiseSchedule
    {
        private NoiseSchedule(float[] betas, float[] alphasCumprod)
        {
            Betas = betas;
            AlphasCumprod = alphasCumprod;
            Sigmas = new double[betas.Length];
            LogSigmas = new float[betas.Length];
            for (var t = 0; t < betas.Length; t++)
            {
                var sigma = MathF.Sqrt((1f - alphasCumprod[t]) / alphasCumprod[t]);
                Sigmas[t] = sigma;
                LogSigmas[t] = (float)Math.Log(sigma);
            }
        }

        public float[] Betas { get; }

        public float[] AlphasCumprod { get; }

        /// <summary>Ascending with t; float32 values held as doubles.</summary>
        public double[] Sigmas { get; }

        public float[] LogSigmas { get; }

        public int Length => Betas.Length;

        /// <param name="config">Its betas are used; validated before.</param>
        /// <param name="liftsTerminalAlpha">Sigma-space solvers lift a zero terminal alpha to 2^-24, so that the first sigma is finite.</param>
        public static NoiseSchedule Create(SchedulerConfig config, bool liftsTerminalAlpha)
        {
            var betas = BetaTable.Create(config);
            if (config.RescaleBetasZeroSnr)
            {
                RescaleZeroTerminalSnr(betas);
            }

            var alphasCumprod = Cumprod(betas);
            if (config.RescaleBetasZeroSnr && liftsTerminalAlpha)
            {
                alphasCumprod[alphasCumprod.Length - 1] = 1f / (1 << 24);
            }

            return new NoiseSchedule(betas, alphasCumprod);
        }

        /// <summary>Timestep at which the training noise equals <paramref name="sigma"/>, by interpolation in ln sigma; in float32 like the reference.</summary>
        public double SigmaToTimestep(double sigma)
        {
            var logSigma = (float)Math.Log(Math.Max(sigma, 1e-10));
            var low = 0;
            while (low < Length - 1 && LogSigmas[low + 1] <= logSigma)
            {
                low++;
            }

            low = Math.Min(low, Length - 2);
            var w = (LogSigmas[low] - logSigma) / (LogSigmas[low] - LogSigmas[low + 1]);
            w = Math.Min(Math.Max(w, 0f), 1f);
            return ((double)(1f - w) * low) + ((double)w * (low + 1));
        }

        /// <summary>Sigma at a fractional timestep, by linear interpolation, clamped at both ends.</summary>
        public double SigmaAt(double timestep)
        {
            if (timestep <= 0)
            {
                return Sigmas[0];
            }

            if (timestep >= Length - 1)
            {
                return Sigmas[Length - 1];
            }

            var low = (int)timestep;
            return ((Sigmas[low + 1] - Sigmas[low]) * (timestep - low)) + Sigmas[low];
        }

        /// <summary>noisy = sqrt(alpha_bar_t) original + sqrt(1 - alpha_bar_t) noise.</summary>
        public void AddNoise(int timestep, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy)
        {
            var alpha = AlphasCumprod[timestep];
            LatentArithmetic.Combine(original, MathF.Sqrt(alpha), noise, MathF.Sqrt(1f - alpha), noisy);
        }

        /// <summary>velocity = sqrt(alpha_bar_t) noise - sqrt(1 - alpha_bar_t) original: what a v-prediction model learns.</summary>
        public void Velocity(int timestep, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> velocity)
        {
            var alpha = AlphasCumprod[timestep];
            LatentArithmetic.Combine(noise, MathF.Sqrt(alpha), original, -MathF.Sqrt(1f - alpha), velocity);
        }

        private static float[] Cumprod(float[] betas)
        {
            var product = 1.0;
            var cumprod = new float[betas.Length];
            for (var t = 0; t < betas.Length; t++)
            {
                product *= 1f - betas[t];
                cumprod[t] = (float)product;
            }

            return cumprod;
        }

        // arXiv:2305.08891, algorithm 1: shifts and scales sqrt(alpha_bar) so that its last value is 0 and its first one stays.
        private static void RescaleZeroTerminalSnr(float[] betas)
        {
            var bars = Cumprod(betas);
            var first = MathF.Sqrt(bars[0]);
            var last = MathF.Sqrt(bars[bars.Length - 1]);
            var scale = first / (first - last);
            var previous = 1f;
            for (var t = 0; t < betas.Length; t++)
            {
                var root = (MathF.Sqrt(bars[t]) - last) * scale;
                var bar = root * root;
                betas[t] = 1f - (bar / previous);
                previous = bar;
            }
        }
    }
}
