using DiffusionTextures.Conditioning;
using DiffusionTextures.Denoising;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Two pictures from the same noise, the first one's attention injected into the second (Hertz et al. 2022, Prompt-to-prompt).</summary>
    internal sealed class PromptEditing : IPipeline
    {
        private const int Images = 2;

        public LatentBatch Run(PipelineRun run)
        {
            var edit = run.Request.PromptEdit!;
            var conditioning = run.EncodePair(run.Request with { Prompt = edit.SourcePrompt }, run.Request, nameof(TextureRequest.PromptEdit));
            var shape = new LatentShape(Images, run.Shape.Channels, run.Shape.Height, run.Shape.Width);
            var timetable = run.WholeTimetable(shape);
            var latents = StartLatents.FromNoise(run.Noise.InitLatents(), timetable.Scheduler);
            return run.Denoise(new DenoisePass(shape, conditioning, timetable, StartLatents.Repeat(latents, Images))
            {
                Attention = Injection(run, edit),
                Noise = new RepeatedNoise(run.Noise.Steps, Images),
            });
        }

        private static AttentionInjection Injection(PipelineRun run, PromptEdit edit)
        {
            var steps = run.Request.NumInferenceSteps!.Value;
            return new AttentionInjection(
                PromptMapping.Create(run.Model.Text.Tokenizer, edit, run.Request.Prompt),
                (int)((double)(decimal)edit.CrossReplaceSteps * (steps + 1)),
                (int)((double)(decimal)edit.SelfReplaceSteps * steps));
        }
    }
}
