namespace DiffusionTextures.Schedulers
{
    /// <summary>Timesteps that a request brings itself.</summary>
    internal static class CustomTimesteps
    {
        /// <summary>The request's timesteps cut to whole numbers, or null when it has none.</summary>
        public static double[]? Whole(in ScheduleRequest schedule)
        {
            var timesteps = Fractional(schedule);
            for (var i = 0; timesteps != null && i < timesteps.Length; i++)
            {
                timesteps[i] = (int)timesteps[i];
            }

            return timesteps;
        }

        /// <summary>The request's timesteps, or null when it has none.</summary>
        public static double[]? Fractional(in ScheduleRequest schedule)
        {
            if (schedule.Timesteps == null)
            {
                return null;
            }

            var timesteps = new double[schedule.Timesteps.Count];
            for (var i = 0; i < timesteps.Length; i++)
            {
                timesteps[i] = schedule.Timesteps[i];
            }

            return timesteps;
        }
    }
}
