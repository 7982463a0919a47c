using System;
using System.Diagnostics;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Reports where each stage begins and ends, and adds up the time that it takes.</summary>
    internal sealed class StageClock
    {
        private readonly IProgress<GenerationProgress>? _progress;

        public StageClock(IProgress<GenerationProgress>? progress)
        {
            _progress = progress;
        }

        public GenerationTimings Timings { get; } = new GenerationTimings();

        /// <summary>A stage begins; the timestamp is for <see cref="End"/>.</summary>
        public long Begin(GenerationStage stage)
        {
            _progress?.Report(new GenerationProgress(stage, 0, 1));
            return Stopwatch.GetTimestamp();
        }

        /// <summary>The stage that began at a timestamp is over.</summary>
        public void End(GenerationStage stage, long start)
        {
            var elapsed = Since(start);
            switch (stage)
            {
                case GenerationStage.Text:
                    Timings.Text += elapsed;
                    break;
                case GenerationStage.Decode:
                    Timings.Decode += elapsed;
                    break;
                case GenerationStage.Maps:
                    Timings.Maps += elapsed;
                    break;
                default:
                    Timings.Write += elapsed;
                    break;
            }

            _progress?.Report(new GenerationProgress(stage, 1, 1));
        }

        /// <summary>Time of the denoising stage, whose steps the loop itself reports.</summary>
        public void AddDenoise(long start, int steps)
        {
            Timings.Denoise += Since(start);
            Timings.DenoiseSteps += steps;
        }

        private static TimeSpan Since(long start) => TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency);
    }
}
