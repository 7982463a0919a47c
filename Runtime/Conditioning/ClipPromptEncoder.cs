using System.Collections.Generic;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Conditioning by one text encoder: Stable Diffusion 1 and 2, latent consistency models, the pocket model.</summary>
    internal sealed class ClipPromptEncoder : IPromptEncoder
    {
        private readonly ChunkEncoder _encoder;
        private readonly int _timestepCondDim;

        /// <param name="encoder">The model's text encoder.</param>
        /// <param name="timestepCondDim">Width of the U-Net's timestep_cond input, or 0 when it has none: then guidance is a second row.</param>
        public ClipPromptEncoder(ChunkEncoder encoder, int timestepCondDim)
        {
            _encoder = encoder;
            _timestepCondDim = timestepCondDim;
        }

        public TextConditioning Encode(TextureRequest request, RunControl control)
        {
            var extras = new Dictionary<string, float[]>();
            if (_timestepCondDim > 0)
            {
                extras.Add(GuidanceEmbedding.InputName, GuidanceEmbedding.Compute(request.GuidanceScale!.Value - 1, _timestepCondDim));
            }

            var builder = new ConditioningBuilder(
                PromptPlan.Read(request, _timestepCondDim > 0),
                text => _encoder.ChunkCount(text, request.PromptEmphasis),
                (text, chunks) => _encoder.Encode(text, chunks, request.PromptEmphasis, control));
            return builder.Build((_, _) => extras);
        }
    }
}
