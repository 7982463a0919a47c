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
        }

        /// <summary>Solver steps, 1 to the number of training steps.</summary>
        public int NumInferenceSteps { get; init; }

        /// <summary>Custom timesteps, descending, instead of the computed ones; null for none.</summary>
        public IReadOnlyList<float>? Timesteps { get; init; }

        /// <summary>Custom sigmas, descending, instead of the computed ones; null for none.</summary>
        public IReadOnlyList<float>? Sigmas { get; init; }

        /// <summary>Tokens of the picture for resolution-dependent timestep shifting (flow matching); null when the scheduler does not shift.</summary>
        public int? ImageSequenceLength { get; init; }
    }
}
