using System;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Denoising.Guidance;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Denoising
{
    /// <summary>The one denoising loop: scale the latent, run the U-Net on every row, guide, step.</summary>
    /// <remarks>A step allocates nothing after the first. Used on the inference thread.</remarks>
    internal sealed class DenoisingLoop
    {
        private readonly UNet _unet;
        private readonly RunControl _control;

        public DenoisingLoop(UNet unet, RunControl control)
        {
            _unet = unet;
            _control = control;
        }

        /// <summary>Runs a job from its first step to its last.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled; felt inside a step.</exception>
        /// <exception cref="InferenceException">The model failed or gave NaN.</exception>
        public void Run(DenoisingJob job, IProgress<GenerationProgress>? progress)
        {
            var conditioning = job.Conditioning;
            job.ControlNets?.Prepare(job.Shape, conditioning, _control);
            var run = _unet.Prepare(job.Shape, conditioning, job.ControlNets);
            if (run.Extra(LoraBranches.ScalesInput) is { } scales)
            {
                job.LoraScales.CopyTo(scales.Values);
            }

            for (var row = 0; row < run.Rows; row++)
            {
                job.FixedChannels.CopyTo(run.SampleRow(row).Slice(job.Shape.PerImage));
            }

            var written = new ScheduledStates[run.Rows];
            var scaled = new float[job.Shape.Count];
            var prediction = new float[job.Shape.Count];
            var stepCount = job.StepsBefore + job.EndIndex - job.BeginIndex + job.StepsAfter;
            progress?.Report(new GenerationProgress(GenerationStage.Denoise, job.StepsBefore, stepCount));
            job.Observer?.Started(job.Latents);
            for (var index = job.BeginIndex; index < job.EndIndex; index++)
            {
                _control.Pause();
                var step = index - job.BeginIndex + job.StepsBefore;
                job.Scheduler.ScaleModelInput(index, job.Latents, scaled);
                for (var row = 0; row < run.Rows; row++)
                {
                    var states = conditioning.Row(row).At(step / job.Scheduler.Order + 1);
                    if (written[row] != states)
                    {
                        written[row] = states;
                        run.WriteConditioning(row, states);
                    }

                    Picture(scaled, job, conditioning.Row(row).Image).CopyTo(run.SampleRow(row));
                }

                var timestep = job.Scheduler.Timesteps[index];
                job.Attention.Write(run, step);
                job.ControlNets?.Execute(run, job.ControlNetInputs, step, stepCount, timestep, _control);
                run.Execute(timestep, _control);
                for (var word = 0; word < job.Words.Length; word++)
                {
                    job.Words[word].Add(run, written);
                }

                job.Observer?.Predicted(step, run);
                Guide(job, run, step, stepCount, prediction);
                job.Scheduler.Step(index, prediction, job.Latents, job.Noise);
                job.Blend?.Apply(job.Scheduler, index, job.Latents);
                job.LocalBlend?.Apply(job.Latents, job.Shape.Height, job.Shape.Width);
                job.Observer?.Stepped(step, job.Latents);
                progress?.Report(job.Reports == null
                    ? new GenerationProgress(GenerationStage.Denoise, step + 1, stepCount)
                    : job.Reports.Of(step + 1, stepCount, timestep, scaled, prediction, job.Latents));
            }

            RejectNaN(job);
        }

        private static void Guide(DenoisingJob job, UNetRun run, int step, int stepCount, Span<float> prediction)
        {
            var negatives = job.Conditioning.Negative;
            var positives = job.Conditioning.Positive;
            for (var i = 0; i < positives.Count; i++)
            {
                var guided = Picture(prediction, job, positives[i].Image);
                var conditioned = run.PredictionRow(negatives.Count + i);
                if (negatives.Count == 0)
                {
                    conditioned.CopyTo(guided);
                    continue;
                }

                var scale = job.Guidance.ScaleAt(step, stepCount, positives[i].Image);
                var unconditioned = run.PredictionRow(positives[i].Image);
                if (i == 0 || positives[i - 1].Image != positives[i].Image)
                {
                    ClassifierFreeGuidance.Mix(unconditioned, conditioned, scale * positives[i].Weight, guided);
                }
                else
                {
                    ClassifierFreeGuidance.Add(unconditioned, conditioned, scale * positives[i].Weight, guided);
                }

                var isLastOfImage = i + 1 == positives.Count || positives[i + 1].Image != positives[i].Image;
                if (job.Guidance.Rescale > 0 && isLastOfImage)
                {
                    ClassifierFreeGuidance.Rescale(guided, conditioned, 1, job.Guidance.Rescale);
                }
            }
        }

        private static Span<float> Picture(Span<float> batch, DenoisingJob job, int image)
        {
            return batch.Slice(image * job.Shape.PerImage, job.Shape.PerImage);
        }

        private void RejectNaN(DenoisingJob job)
        {
            foreach (var value in job.Latents)
            {
                if (float.IsNaN(value) || float.IsInfinity(value))
                {
                    throw new InferenceException(
                        $"'{_unet.Path}' gave NaN or infinity with guidance {job.Guidance.Scale} and {job.Scheduler.Timesteps.Length} timesteps. " +
                        "Lower the guidance scale, choose another scheduler, or use a float32 export of the model.");
                }
            }
        }
    }
}
