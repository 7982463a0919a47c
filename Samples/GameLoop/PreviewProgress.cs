using DiffusionTextures;

namespace GameLoop;

/// <summary>Shows what a generation expects to become, step by step. Called on the inference thread.</summary>
/// <param name="target">Where previews go.</param>
internal sealed class PreviewProgress(GraphicsTarget target) : IProgress<GenerationProgress>
{
    public void Report(GenerationProgress value)
    {
        if (value.Preview is { } preview)
        {
            target.ShowPreview(preview);
        }
    }
}
