using System;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Pipelines
{
    /// <summary>A scheduler with its timesteps set, and which of them a pass walks.</summary>
    internal sealed class Timetable
    {
        public Timetable(IScheduler scheduler, int beginIndex, int endIndex)
        {
            Scheduler = scheduler;
            BeginIndex = beginIndex;
            EndIndex = endIndex;
        }

        public IScheduler Scheduler { get; }

        /// <summary>Index of the first timestep to run; above 0 when the start is a noised picture or what another pass left.</summary>
        public int BeginIndex { get; }

        /// <summary>One past the last timestep to run; less than their number when another pass goes on.</summary>
        public int EndIndex { get; }

        /// <summary>Every timestep, from pure noise.</summary>
        public static Timetable Whole(IScheduler scheduler, in ScheduleRequest schedule, int elementCount)
        {
            scheduler.SetTimesteps(schedule, elementCount);
            return new Timetable(scheduler, 0, scheduler.Timesteps.Length);
        }

        /// <summary>The last share of the timesteps, <see cref="ScheduleRequest.Strength"/>, for a picture that keeps the rest.</summary>
        /// <remarks>Consistency models spread their steps over that share of the schedule that they were distilled on, as the reference does.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">So little strength leaves no step to run.</exception>
        public static Timetable Last(IScheduler scheduler, in ScheduleRequest schedule, int elementCount)
        {
            if (scheduler is LcmScheduler or TcdScheduler)
            {
                return Whole(scheduler, schedule, elementCount);
            }

            var steps = schedule.NumInferenceSteps;
            var remaining = Math.Min((int)(steps * schedule.Strength), steps);
            if (remaining == 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(TextureRequest.Strength), schedule.Strength, $"With {steps} steps this strength runs none. Use at least {1.0 / steps:0.###}.");
            }

            scheduler.SetTimesteps(schedule, elementCount);
            return new Timetable(scheduler, (steps - remaining) * scheduler.Order, scheduler.Timesteps.Length);
        }

        /// <summary>The same timesteps, walked between two indices only.</summary>
        public Timetable Between(int beginIndex, int endIndex) => new Timetable(Scheduler, beginIndex, endIndex);
    }
}
