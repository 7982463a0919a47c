using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>The timetable of consistency-distilled models: n evenly spaced entries of the schedule that the student was trained on.</summary>
    internal static class DistilledTimesteps
    {
        /// <exception cref="ArgumentException">More steps than the distillation schedule has.</exception>
        public static double[] Create(SchedulerConfig config, in ScheduleRequest schedule, int n)
        {
            var total = config.NumTrainTimesteps;
            var steps = config.OriginalInferenceSteps;
            if (steps > total)
            {
                throw new ArgumentException($"original_inference_steps is {steps}; it cannot exceed the {total} training timesteps.");
            }

            if (!(schedule.Strength > 0 && schedule.Strength <= 1))
            {
                throw new ArgumentException($"Strength is {schedule.Strength}; give more than 0 and at most 1.", nameof(schedule));
            }

            var custom = CustomTimesteps.Whole(schedule);
            if (custom != null)
            {
                var start = Math.Max(n - Math.Min((int)(n * schedule.Strength), n), 0);
                return custom.AsSpan(start).ToArray();
            }

            var length = (int)((steps > 0 ? steps : total) * schedule.Strength);
            if (length < n)
            {
                throw new ArgumentException(
                    $"{n} steps asked, but original_inference_steps x strength leaves {length}; use at most {length} steps or a larger strength.");
            }

            var timesteps = new double[n];
            for (var i = 0; i < n; i++)
            {
                var origin = length - 1 - (int)Math.Floor(i * (length / (double)n));
                timesteps[i] = steps > 0 ? ((origin + 1) * (total / steps)) - 1 : origin;
            }

            return timesteps;
        }
    }
}
