using System.Collections.Generic;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Prompts
{
    /// <summary>
    /// Cuts a prompt of any length into sequences of 77 ids. Where a chunk of 75 is full and a comma is near its end, what follows the comma
    /// moves to the next chunk. Source: AUTOMATIC1111's sd_hijack_clip.tokenize_line.
    /// </summary>
    internal sealed class PromptChunks
    {
        /// <summary>How far before a chunk's end a comma is looked for.</summary>
        public const int DefaultCommaBacktrack = 20;

        private readonly ClipTokenizer _tokenizer;
        private readonly int _commaBacktrack;
        private readonly int _commaId;
        private readonly int _length;
        private readonly List<PromptChunk> _chunks = new List<PromptChunk>();
        private List<int> _ids = new List<int>();
        private List<float> _weights = new List<float>();
        private int _lastComma = -1;

        private PromptChunks(ClipTokenizer tokenizer, int commaBacktrack)
        {
            _tokenizer = tokenizer;
            _commaBacktrack = commaBacktrack;
            _commaId = tokenizer.Vocabulary.TryGetValue("," + TokenizerVocabulary.EndOfWord, out var id) ? id : -1;
            _length = tokenizer.ModelMaxLength - 2;
        }

        /// <summary>The chunks of <paramref name="prompt"/>, at least one.</summary>
        /// <param name="tokenizer">The tokenizer of the text encoder that the chunks are for.</param>
        /// <param name="prompt">One part of a schedule; weights and BREAK are read from it.</param>
        /// <param name="commaBacktrack">Tokens to look back for a comma; 0 cuts words lists anywhere.</param>
        /// <exception cref="System.ArgumentException">The prompt's weights cannot be read.</exception>
        public static IReadOnlyList<PromptChunk> Split(ClipTokenizer tokenizer, string prompt, int commaBacktrack = DefaultCommaBacktrack)
        {
            return Split(tokenizer, AttentionParser.Parse(prompt), commaBacktrack);
        }

        /// <summary>The chunks of weighted parts, at least one.</summary>
        public static IReadOnlyList<PromptChunk> Split(ClipTokenizer tokenizer, IReadOnlyList<WeightedText> parts, int commaBacktrack)
        {
            var chunks = new PromptChunks(tokenizer, commaBacktrack);
            foreach (var part in parts)
            {
                chunks.Add(part);
            }

            if (chunks._ids.Count > 0 || chunks._chunks.Count == 0)
            {
                chunks.Finish();
            }

            return chunks._chunks;
        }

        /// <summary>The chunks followed by empty ones up to <paramref name="count"/>, so that prompt and negative prompt have equally many.</summary>
        public static IReadOnlyList<PromptChunk> PadTo(ClipTokenizer tokenizer, IReadOnlyList<PromptChunk> chunks, int count)
        {
            var padded = new List<PromptChunk>(chunks);
            while (padded.Count < count)
            {
                padded.AddRange(Split(tokenizer, string.Empty));
            }

            return padded;
        }

        private void Add(WeightedText part)
        {
            if (part.IsBreak)
            {
                Finish();
                return;
            }

            var ids = _tokenizer.Encode(part.Text);
            for (var at = 0; at < ids.Length;)
            {
                if (ids[at] == _commaId)
                {
                    _lastComma = _ids.Count;
                }
                else if (_ids.Count == _length && _lastComma >= 0 && _length - _lastComma <= _commaBacktrack)
                {
                    FinishAtComma();
                }

                var group = _tokenizer.GroupLength(ids[at]);
                if (_ids.Count == _length || (_ids.Count + group > _length && group <= _length))
                {
                    Finish();
                }

                _ids.Add(ids[at]);
                _weights.Add((float)part.Weight);
                for (at++; group > 1 && at < ids.Length && _ids.Count < _length; group--, at++)
                {
                    _ids.Add(ids[at]);
                    _weights.Add((float)part.Weight);
                }
            }
        }

        private void FinishAtComma()
        {
            var cut = _lastComma + 1;
            var movedIds = _ids.GetRange(cut, _ids.Count - cut);
            var movedWeights = _weights.GetRange(cut, _weights.Count - cut);
            _ids.RemoveRange(cut, _ids.Count - cut);
            _weights.RemoveRange(cut, _weights.Count - cut);
            Finish();
            _ids = movedIds;
            _weights = movedWeights;
        }

        /// <summary>Frames the ids so far as a chunk. After the first end follow the tokenizer's padding ids.</summary>
        private void Finish()
        {
            var ids = new int[_length + 2];
            var weights = new float[_length + 2];
            System.Array.Fill(ids, _tokenizer.PadId);
            System.Array.Fill(weights, 1f);
            ids[0] = _tokenizer.BosId;
            _ids.CopyTo(ids, 1);
            _weights.CopyTo(weights, 1);
            ids[_ids.Count + 1] = _tokenizer.EosId;
            _chunks.Add(new PromptChunk(ids, weights, _ids.Count));
            _ids.Clear();
            _weights.Clear();
            _lastComma = -1;
        }
    }
}
