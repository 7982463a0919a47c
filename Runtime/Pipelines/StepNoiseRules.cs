using System;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Refuses stored noise that would run out before the last step.</summary>
    internal static class StepNoiseRules
    {
        /// <param name="request">A resolved request.</param>
        /// <param name="schedulerConfig">The model's scheduler.</param>
        /// <exception cref="ArgumentException">The tensor holds fewer draws than the scheduler makes.</exception>
        public static void Check(TextureRequest request, ComponentConfig schedulerConfig)
        {
            if (request.StepNoise == null || request.CycleEdit != null)
            {
                return;
            }

            var stored = request.StepNoise.Shape.Count == 0 ? 0 : request.StepNoise.Shape[0];
            var needed = Draws(request, schedulerConfig);
            if (stored < needed)
            {
                throw new ArgumentException(
                    $"The stored noise {request.StepNoise} holds {stored} draws, but the scheduler makes {needed}. Store as many, or choose fewer steps or a scheduler that draws less.",
                    nameof(TextureRequest.StepNoise));
            }
        }

        /// <summary>The draws of a whole walk, counted on a latent of one element.</summary>
        private static int Draws(TextureRequest request, ComponentConfig schedulerConfig)
        {
            var scheduler = SchedulerFactory.Create(request.Scheduler ?? SchedulerFactory.KindOf(schedulerConfig.Json), schedulerConfig.Json, request.SchedulerOptions);
            var schedule = new ScheduleRequest(request.NumInferenceSteps!.Value)
            {
                Timesteps = request.Timesteps,
                Sigmas = request.Sigmas,
                Strength = request.InitImage == null ? 1 : (double)(decimal)request.Strength!.Value,
            };
            var timetable = Timetable.Last(scheduler, schedule, 1);
            var counter = new DrawCounter();
            Span<float> latent = stackalloc float[1];
            ReadOnlySpan<float> prediction = stackalloc float[1];
            for (var index = timetable.BeginIndex; index < timetable.EndIndex; index++)
            {
                scheduler.Step(index, prediction, latent, counter);
            }

            return counter.Count;
        }

        /// <summary>Gives zeros and counts.</summary>
        private sealed class DrawCounter : INoiseSource
        {
            public int Count { get; private set; }

            public void NextNormal(Span<float> destination)
            {
                destination.Clear();
                Count++;
            }

            public void NextBrownian(double from, double to, Span<float> destination) => NextNormal(destination);
        }
    }
}
