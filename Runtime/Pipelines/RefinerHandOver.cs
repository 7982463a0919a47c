using System;
using DiffusionTextures.Models;

namespace DiffusionTextures.Pipelines
{
    /// <summary>One walk by two models: the base makes the noisy steps, the refiner those below a noise level (Podell et al. 2023, section 2.5; diffusers' denoising_end and denoising_start).</summary>
    internal static class RefinerHandOver
    {
        private const int TrainTimesteps = 1000;

        public static LatentBatch Run(PipelineRun run, DenoisePass pass)
        {
            var start = run.Request.RefinerStart!.Value;
            var cut = Math.Max(pass.Timetable.BeginIndex, Cut(pass.Timetable, run.Model, start));
            var refined = run.OnRefiner();
            var own = refined.LastTimetable(pass.Shape, 1);
            var rest = own.Between(Cut(own, refined.Model, start), own.EndIndex);
            var before = cut - pass.Timetable.BeginIndex;
            var after = rest.EndIndex - rest.BeginIndex;
            var half = run.Walk(new DenoisePass(pass.Shape, pass.Conditioning, pass.Timetable.Between(pass.Timetable.BeginIndex, cut), pass.Latents)
            {
                Blend = pass.Blend,
                Noise = pass.Noise,
                Guidance = pass.Guidance,
                StepsAfter = after,
            });
            var whole = refined.Walk(new DenoisePass(pass.Shape, refined.EncodePrompts(run.Request), rest, half.Values)
            {
                Blend = pass.Blend,
                Noise = pass.Noise,
                Guidance = pass.Guidance,
                StepsBefore = before,
                IsPreliminary = true,
            });
            return new LatentBatch(whole.Shape, whole.Values, half.Watch);
        }

        /// <summary>Index of the first timestep below the hand-over, at a whole solver step.</summary>
        private static int Cut(Timetable timetable, DiffusionModel model, float start)
        {
            var total = model.SchedulerConfig.Int32("num_train_timesteps", TrainTimesteps);
            var level = Math.Round(total - ((double)(decimal)start * total));
            var timesteps = timetable.Scheduler.Timesteps;
            var cut = 0;
            while (cut < timesteps.Length && timesteps[cut] >= level)
            {
                cut++;
            }

            return cut / timetable.Scheduler.Order * timetable.Scheduler.Order;
        }
    }
}
