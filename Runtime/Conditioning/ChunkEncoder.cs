using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Conditioning
{
    /// <summary>One tokenizer and its text encoder: a prompt in, hidden states out.</summary>
    internal sealed class ChunkEncoder
    {
        private readonly ClipTokenizer _tokenizer;
        private readonly TextEncoder _textEncoder;
        private readonly string[] _outputs;

        /// <param name="tokenizer">The tokenizer.</param>
        /// <param name="textEncoder">Its text encoder.</param>
        /// <param name="statesOutput">The output to steer with: last_hidden_state, or hidden_states.k for an earlier layer.</param>
        /// <param name="pooledOutput">The pooled output wanted besides, or null.</param>
        public ChunkEncoder(ClipTokenizer tokenizer, TextEncoder textEncoder, string statesOutput, string? pooledOutput)
        {
            _tokenizer = tokenizer;
            _textEncoder = textEncoder;
            _outputs = pooledOutput == null ? new[] { statesOutput } : new[] { statesOutput, pooledOutput };
        }

        /// <summary>Encodes a prompt.</summary>
        public EncodedPrompt Encode(string prompt, RunControl control)
        {
            var ids = _tokenizer.EncodePadded(prompt);
            var outputs = _textEncoder.Encode(ids, 1, _outputs, control);
            return new EncodedPrompt(outputs[0].Shape[1], outputs[0].Shape[2], outputs[0].Span.ToArray(), outputs.Length > 1 ? outputs[1].Span.ToArray() : Array.Empty<float>());
        }
    }

    /// <summary>What a text encoder makes of a prompt.</summary>
    internal sealed class EncodedPrompt
    {
        public EncodedPrompt(int tokens, int dim, float[] states, float[] pooled)
        {
            Tokens = tokens;
            Dim = dim;
            States = states;
            Pooled = pooled;
        }

        public int Tokens { get; }

        public int Dim { get; }

        /// <summary>[T,D].</summary>
        public float[] States { get; }

        /// <summary>[P]; empty when it was not asked for.</summary>
        public float[] Pooled { get; }
    }
}
