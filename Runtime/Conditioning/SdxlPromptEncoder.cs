using System;
using System.Collections.Generic;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Conditioning of SDXL: the penultimate states of one or two text encoders side by side, pooled embeddings, micro-conditioning (Podell et al. 2023).</summary>
    internal sealed class SdxlPromptEncoder : IPromptEncoder
    {
        private const float AestheticScore = 6f;
        private const float NegativeAestheticScore = 2.5f;

        private readonly ChunkEncoder? _first;
        private readonly ChunkEncoder _second;
        private readonly int _timeIdCount;
        private readonly bool _zerosForNoNegative;
        private readonly int _timestepCondDim;

        /// <param name="first">The CLIP-L encoder; null for the refiner, which has only the second.</param>
        /// <param name="second">The OpenCLIP encoder, which gives the pooled embedding.</param>
        /// <param name="timeIdCount">Width of the U-Net's time_ids: 6, or 5 for the refiner.</param>
        /// <param name="zerosForNoNegative">model_index.json's force_zeros_for_empty_prompt.</param>
        /// <param name="timestepCondDim">Width of the U-Net's timestep_cond input, or 0 when it has none: then guidance is a second row.</param>
        public SdxlPromptEncoder(ChunkEncoder? first, ChunkEncoder second, int timeIdCount, bool zerosForNoNegative, int timestepCondDim)
        {
            _first = first;
            _second = second;
            _timeIdCount = timeIdCount;
            _zerosForNoNegative = zerosForNoNegative;
            _timestepCondDim = timestepCondDim;
        }

        public TextConditioning Encode(TextureRequest request, RunControl control)
        {
            var positiveIds = TimeIds(request, request.MicroConditioning, AestheticScore);
            var negativeIds = TimeIds(request, request.NegativeMicroConditioning ?? request.MicroConditioning, NegativeAestheticScore);
            var builder = new ConditioningBuilder(
                PromptPlan.Read(request, _timestepCondDim > 0),
                text => _second.ChunkCount(text, request.PromptEmphasis),
                (text, chunks) => EncodeBoth(text, chunks, request.PromptEmphasis, control));
            var conditioning = builder.Build((prompt, isNegative) => WithGuidance(Extras(prompt.Pooled, isNegative ? negativeIds : positiveIds), request));
            var isZeroed = request.NegativePrompt == null && _zerosForNoNegative && conditioning.Negative.Count > 0;
            return isZeroed ? WithZeroNegative(conditioning, negativeIds) : conditioning;
        }

        private Dictionary<string, float[]> WithGuidance(Dictionary<string, float[]> extras, TextureRequest request)
        {
            if (_timestepCondDim > 0)
            {
                extras.Add(GuidanceEmbedding.InputName, GuidanceEmbedding.Compute(request.GuidanceScale!.Value - 1, _timestepCondDim));
            }

            return extras;
        }

        private static Dictionary<string, float[]> Extras(float[] pooled, float[] timeIds)
        {
            return new Dictionary<string, float[]> { ["text_embeds"] = pooled, ["time_ids"] = timeIds };
        }

        private static TextConditioning WithZeroNegative(TextConditioning conditioning, float[] timeIds)
        {
            var pooled = new float[conditioning.Positive[0].At(1).Extras["text_embeds"].Length];
            var zeros = new ScheduledStates(int.MaxValue, new float[conditioning.Tokens * conditioning.Dim]) { Extras = Extras(pooled, timeIds) };
            return new TextConditioning(conditioning.Tokens, conditioning.Dim, new[] { new ConditioningRow(0, 1, new[] { zeros }) }, conditioning.Positive);
        }

        private EncodedPrompt EncodeBoth(string prompt, int chunks, PromptEmphasis emphasis, RunControl control)
        {
            var second = _second.Encode(prompt, chunks, emphasis, control);
            if (_first == null)
            {
                return second;
            }

            var first = _first.Encode(prompt, chunks, emphasis, control);
            var dim = first.Dim + second.Dim;
            var states = new float[first.Tokens * dim];
            for (var token = 0; token < first.Tokens; token++)
            {
                Array.Copy(first.States, token * first.Dim, states, token * dim, first.Dim);
                Array.Copy(second.States, token * second.Dim, states, token * dim + first.Dim, second.Dim);
            }

            return new EncodedPrompt(first.TokenIds, dim, states, second.Pooled);
        }

        /// <summary>[original h, original w, crop top, crop left, target h, target w], or with the aesthetic score in place of the target.</summary>
        private float[] TimeIds(TextureRequest request, MicroConditioning? sizes, float aestheticScore)
        {
            var micro = sizes ?? new MicroConditioning();
            var height = request.Height!.Value;
            var width = request.Width!.Value;
            var ids = new List<float> { micro.OriginalHeight ?? height, micro.OriginalWidth ?? width, micro.CropTop, micro.CropLeft };
            if (_timeIdCount == 5)
            {
                ids.Add(micro.AestheticScore ?? aestheticScore);
            }
            else
            {
                ids.Add(micro.TargetHeight ?? height);
                ids.Add(micro.TargetWidth ?? width);
            }

            return ids.ToArray();
        }
    }
}
