using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Inference;
using DiffusionTextures.Prompts;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Turns a prompt plan into rows of conditioning, encoding every distinct text once.</summary>
    internal sealed class ConditioningBuilder
    {
        private readonly PromptPlan _plan;
        private readonly Func<string, int> _chunkCount;
        private readonly Func<string, int, EncodedPrompt> _encode;
        private readonly Dictionary<string, EncodedPrompt> _encoded = new Dictionary<string, EncodedPrompt>(StringComparer.Ordinal);

        /// <param name="plan">What to encode.</param>
        /// <param name="chunkCount">Chunks that a text takes.</param>
        /// <param name="encode">Encodes a text into so many chunks.</param>
        public ConditioningBuilder(PromptPlan plan, Func<string, int> chunkCount, Func<string, int, EncodedPrompt> encode)
        {
            _plan = plan;
            _chunkCount = chunkCount;
            _encode = encode;
        }

        /// <summary>Builds all rows, padded to the longest.</summary>
        /// <param name="extras">Values for further inputs of the U-Net, from what was encoded and whether the row is a negative one.</param>
        public TextConditioning Build(Func<EncodedPrompt, bool, Dictionary<string, float[]>> extras)
        {
            var rows = _plan.Negative == null ? _plan.Positive : _plan.Positive.Append(_plan.Negative);
            var chunks = rows.SelectMany(row => row.Schedule).Max(scheduled => _chunkCount(scheduled.Text));
            var positive = _plan.Positive.Select(row => Row(row, chunks, false, extras)).ToArray();
            var negative = _plan.Negative == null ? Array.Empty<ConditioningRow>() : new[] { Row(_plan.Negative, chunks, true, extras) };
            var any = _encoded.Values.First();
            return new TextConditioning(any.Tokens, any.Dim, negative, positive);
        }

        private ConditioningRow Row(PromptRow row, int chunks, bool isNegative, Func<EncodedPrompt, bool, Dictionary<string, float[]>> extras)
        {
            var schedule = row.Schedule.Select(scheduled =>
            {
                var encoded = Encode(scheduled.Text, chunks);
                return new ScheduledStates(scheduled.EndStep, encoded.States) { TokenIds = encoded.TokenIds, Extras = extras(encoded, isNegative) };
            });
            return new ConditioningRow(0, row.Weight, schedule.ToArray());
        }

        private EncodedPrompt Encode(string text, int chunks)
        {
            if (!_encoded.TryGetValue(text, out var encoded))
            {
                encoded = _encode(text, chunks);
                _encoded.Add(text, encoded);
            }

            return encoded;
        }
    }
}
