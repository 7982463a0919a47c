using System;
using System.Collections.Generic;

namespace DiffusionTextures.Conditioning
{
    /// <summary>The last prompts that a text encoder has encoded, so that a row of pictures with one prompt, or with one negative prompt, encodes it once.</summary>
    /// <remarks>Used on the inference thread. What it gives out is shared and must not be changed.</remarks>
    internal sealed class PromptCache
    {
        /// <summary>Prompts that are kept: those of one picture, and some whose turn comes again.</summary>
        public const int Capacity = 16;

        private readonly LinkedList<Entry> _entries = new LinkedList<Entry>();

        /// <summary>The prompt as it was encoded before, or what <paramref name="encode"/> makes of it now.</summary>
        /// <param name="text">The prompt.</param>
        /// <param name="chunks">Chunks that it is padded to.</param>
        /// <param name="emphasis">What brackets mean.</param>
        /// <param name="loraScales">Weights of the encoder's LoRAs.</param>
        /// <param name="encode">Encodes it; what it throws leaves the cache as it was.</param>
        public EncodedPrompt Get(string text, int chunks, PromptEmphasis emphasis, float[] loraScales, Func<EncodedPrompt> encode)
        {
            for (var node = _entries.First; node != null; node = node.Next)
            {
                if (node.Value.Is(text, chunks, emphasis, loraScales))
                {
                    _entries.Remove(node);
                    _entries.AddFirst(node);
                    return node.Value.Prompt;
                }
            }

            var prompt = encode();
            _entries.AddFirst(new Entry(text, chunks, emphasis, (float[])loraScales.Clone(), prompt));
            if (_entries.Count > Capacity)
            {
                _entries.RemoveLast();
            }

            return prompt;
        }

        private sealed class Entry
        {
            private readonly string _text;
            private readonly int _chunks;
            private readonly PromptEmphasis _emphasis;
            private readonly float[] _loraScales;

            public Entry(string text, int chunks, PromptEmphasis emphasis, float[] loraScales, EncodedPrompt prompt)
            {
                _text = text;
                _chunks = chunks;
                _emphasis = emphasis;
                _loraScales = loraScales;
                Prompt = prompt;
            }

            public EncodedPrompt Prompt { get; }

            public bool Is(string text, int chunks, PromptEmphasis emphasis, float[] loraScales)
            {
                return _text == text && _chunks == chunks && _emphasis == emphasis && _loraScales.AsSpan().SequenceEqual(loraScales);
            }
        }
    }
}
