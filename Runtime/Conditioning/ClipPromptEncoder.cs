using System;
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
            var positive = _encoder.Encode(request.Prompt, control);
            if (_timestepCondDim > 0)
            {
                var extras = new Dictionary<string, float[]>
                {
                    [GuidanceEmbedding.InputName] = GuidanceEmbedding.Compute(request.GuidanceScale!.Value - 1, _timestepCondDim),
                };
                return new TextConditioning(positive.Tokens, positive.Dim, Array.Empty<ConditioningRow>(), new[] { new ConditioningRow(0, 1, positive.States) { Extras = extras } });
            }

            var negative = request.GuidanceScale == 1
                ? Array.Empty<ConditioningRow>()
                : new[] { new ConditioningRow(0, 1, _encoder.Encode(request.NegativePrompt ?? string.Empty, control).States) };
            return new TextConditioning(positive.Tokens, positive.Dim, negative, new[] { new ConditioningRow(0, 1, positive.States) });
        }
    }
}
