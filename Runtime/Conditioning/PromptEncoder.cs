using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Turns prompts into conditioning: tokens, the text transformer, rows for the U-Net.</summary>
    internal sealed class PromptEncoder
    {
        private static readonly string[] LastHiddenState = { "last_hidden_state" };

        private readonly ClipTokenizer _tokenizer;
        private readonly TextEncoder _textEncoder;

        public PromptEncoder(ClipTokenizer tokenizer, TextEncoder textEncoder)
        {
            _tokenizer = tokenizer;
            _textEncoder = textEncoder;
        }

        /// <summary>Encodes one picture's prompts.</summary>
        /// <param name="prompt">The positive prompt.</param>
        /// <param name="negativePrompt">The negative prompt, or null when there is no guidance and its row would be computed in vain.</param>
        /// <param name="control">Carries the request's cancel.</param>
        public TextConditioning Encode(string prompt, string? negativePrompt, RunControl control)
        {
            var positive = EncodeRow(prompt, control);
            var negative = negativePrompt == null ? Array.Empty<ConditioningRow>() : new[] { EncodeRow(negativePrompt, control).Row };
            return new TextConditioning(positive.Tokens, positive.Dim, negative, new[] { positive.Row });
        }

        private (ConditioningRow Row, int Tokens, int Dim) EncodeRow(string prompt, RunControl control)
        {
            var ids = _tokenizer.EncodePadded(prompt);
            var states = _textEncoder.Encode(ids, 1, LastHiddenState, control)[0];
            return (new ConditioningRow(0, 1, states.ToArray()), states.Shape[1], states.Shape[2]);
        }
    }
}
