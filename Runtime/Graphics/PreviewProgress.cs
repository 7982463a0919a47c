using System;

namespace DiffusionTextures.Graphics
{
    /// <summary>Shows the previews of a generation in its target, and passes its reports on.</summary>
    internal sealed class PreviewProgress : IProgress<GenerationProgress>
    {
        private readonly GraphicsTarget _target;
        private readonly IProgress<GenerationProgress>? _next;

        public PreviewProgress(GraphicsTarget target, IProgress<GenerationProgress>? next)
        {
            _target = target;
            _next = next;
        }

        public void Report(GenerationProgress value)
        {
            if (value.Preview != null)
            {
                _target.ShowPreview(value.Preview);
            }

            _next?.Report(value);
        }
    }
}
