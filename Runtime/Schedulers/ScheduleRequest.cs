using System.Collections.Generic;

namespace DiffusionTextures.Schedulers
{
    /// <summary>What one request asks of a scheduler's timetable.</summary>
    internal readonly struct ScheduleRequest
    {
        public ScheduleRequest(int numInferenceSteps)
        {
            NumInferenceSteps = numInferenceSteps;
            Timesteps = null;
            Sigmas = null;
            ImageSequenceLength = null;
            Mu = null;
            Strength = 1;
            BatchSize = 1;
        }

        /// <summary>Solver steps, 1 to the number of training steps.</summary>
        public int NumInferenceSteps { get; init; }

        /// <summary>Custom timesteps, descending, instead of the computed ones; null for none.</summary>
        public IReadOnlyList<float>? Timesteps { get; init; }

        /// <summary>Custom sigmas, descending, instead of the computed ones; null for none.</summary>
        public IReadOnlyList<float>? Sigmas { get; init; }

        /// <summary>Tokens of the picture for resolution-dependent timestep shifting (flow matching); null when the scheduler does not shift.</summary>
        public int? ImageSequenceLength { get; init; }

        /// <summary>The resolution shift itself, instead of one from <see cref="ImageSequenceLength"/>; null for none.</summary>
        public double? Mu { get; init; }

        /// <summary>LCM and TCD: part of the distillation schedule to use, over 0 to 1. Other schedulers start at a later step index instead.</summary>
        public double Strength { get; init; }

        /// <summary>Images in the latent, for what is computed per image (dynamic thresholding).</summary>
        public int BatchSize { get; init; }
    }
}
