using System;
using System.Collections.Generic;
using DiffusionTextures.Inference;
using DiffusionTextures.Prompts;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Conditioning
{
    /// <summary>One tokenizer and its text encoder: the chunks of a prompt in, weighted hidden states out.</summary>
    internal sealed class ChunkEncoder
    {
        private readonly ClipTokenizer _tokenizer;
        private readonly TextEncoder _textEncoder;
        private readonly string[] _outputs;
        private readonly PromptCache _cache = new PromptCache();

        /// <param name="tokenizer">The tokenizer.</param>
        /// <param name="textEncoder">Its text encoder.</param>
        /// <param name="statesOutput">The output to steer with: last_hidden_state, or that of an earlier layer.</param>
        /// <param name="pooledOutput">The pooled output wanted besides, or null.</param>
        public ChunkEncoder(ClipTokenizer tokenizer, TextEncoder textEncoder, string statesOutput, string? pooledOutput)
        {
            _tokenizer = tokenizer;
            _textEncoder = textEncoder;
            _outputs = pooledOutput == null ? new[] { statesOutput } : new[] { statesOutput, pooledOutput };
        }

        /// <summary>Number of 77-token chunks that a prompt takes.</summary>
        public int ChunkCount(string prompt, PromptEmphasis emphasis) => Chunks(prompt, emphasis).Count;

        /// <summary>Encodes a prompt, or takes what an earlier picture has made of it.</summary>
        /// <param name="prompt">One text of a plan.</param>
        /// <param name="chunkCount">Chunks to give; the missing ones are empty.</param>
        /// <param name="emphasis">What brackets mean.</param>
        /// <param name="control">Carries the request's cancel.</param>
        public EncodedPrompt Encode(string prompt, int chunkCount, PromptEmphasis emphasis, RunControl control)
        {
            return _cache.Get(prompt, chunkCount, emphasis, _textEncoder.LoraScales, () => EncodeNew(prompt, chunkCount, emphasis, control));
        }

        private EncodedPrompt EncodeNew(string prompt, int chunkCount, PromptEmphasis emphasis, RunControl control)
        {
            var chunks = PromptChunks.PadTo(_tokenizer, Chunks(prompt, emphasis), chunkCount);
            var length = chunks[0].Ids.Length;
            var ids = new int[chunks.Count * length];
            for (var i = 0; i < chunks.Count; i++)
            {
                chunks[i].Ids.CopyTo(ids, i * length);
            }

            var outputs = _textEncoder.Encode(ids, chunks.Count, _outputs, control);
            var dim = outputs[0].Shape[2];
            var states = outputs[0].Span.ToArray();
            for (var i = 0; i < chunks.Count && emphasis != PromptEmphasis.None; i++)
            {
                EmphasisWeights.Apply(states.AsSpan(i * length * dim, length * dim), chunks[i].Weights, emphasis == PromptEmphasis.Original);
            }

            // The first chunk speaks for the whole prompt where one vector is wanted.
            var pooled = outputs.Length > 1 ? outputs[1].Span.Slice(0, outputs[1].Shape[1]).ToArray() : Array.Empty<float>();
            return new EncodedPrompt(ids, dim, states, pooled);
        }

        private IReadOnlyList<PromptChunk> Chunks(string prompt, PromptEmphasis emphasis)
        {
            if (emphasis != PromptEmphasis.None)
            {
                return PromptChunks.Split(_tokenizer, prompt);
            }

            var ids = _tokenizer.EncodePadded(prompt);
            var weights = new float[ids.Length];
            Array.Fill(weights, 1f);
            return new[] { new PromptChunk(ids, weights, ids.Length - 2) };
        }
    }

    /// <summary>What a text encoder makes of a prompt.</summary>
    internal sealed class EncodedPrompt
    {
        public EncodedPrompt(int[] tokenIds, int dim, float[] states, float[] pooled)
        {
            TokenIds = tokenIds;
            Dim = dim;
            States = states;
            Pooled = pooled;
        }

        /// <summary>[T].</summary>
        public int[] TokenIds { get; }

        public int Tokens => TokenIds.Length;

        public int Dim { get; }

        /// <summary>[T,D].</summary>
        public float[] States { get; }

        /// <summary>[P]; empty when it was not asked for.</summary>
        public float[] Pooled { get; }
    }
}
