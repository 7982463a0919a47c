using System.Collections.Generic;
using UnityEditor;

namespace DiffusionTextures.Authoring
{
    /// <summary>Shows jobs in Unity's list of background tasks, where they can be cancelled.</summary>
    internal static class EditorProgress
    {
        private static readonly Dictionary<GenerationJob, int> Shown = new Dictionary<GenerationJob, int>();
        private static readonly HashSet<GenerationJob> Ended = new HashSet<GenerationJob>();

        /// <summary>Shows a job's state; one that is over leaves the list.</summary>
        public static void Show(GenerationJob job)
        {
            var state = job.State;
            if (state.IsOver)
            {
                if (Shown.TryGetValue(job, out var ended))
                {
                    Shown.Remove(job);
                    Progress.Finish(ended, StatusOf(state.Status));
                }

                return;
            }

            if (!Shown.TryGetValue(job, out var id))
            {
                id = Progress.Start($"Texture: {job.Settings.Prompt}", "Waiting");
                Progress.RegisterCancelCallback(id, () => EditorGenerations.Cancel(job));
                Shown.Add(job, id);
            }

            if (state.StepCount > 0)
            {
                Progress.Report(id, state.Step, state.StepCount, $"{state.Stage}");
            }
        }

        /// <summary>Whether a job that is over is seen so for the first time: its changes may come more than once.</summary>
        public static bool IsFirstEnd(GenerationJob job) => job.State.IsOver && Ended.Add(job);

        /// <summary>Takes every job from the list.</summary>
        public static void FinishAll()
        {
            foreach (var pair in Shown)
            {
                Progress.Finish(pair.Value, StatusOf(JobStatus.Cancelled));
            }

            Shown.Clear();
            Ended.Clear();
        }

        private static Progress.Status StatusOf(JobStatus status)
        {
            return status switch
            {
                JobStatus.Done => Progress.Status.Succeeded,
                JobStatus.Cancelled => Progress.Status.Canceled,
                _ => Progress.Status.Failed,
            };
        }
    }
}
