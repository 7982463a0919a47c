using System;
using System.Collections.Generic;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Denoising
{
    /// <summary>Adds up where one word of one picture's prompt acts: the cross-attention of its tokens in the conditioned rows, over the steps, for each resolution.</summary>
    /// <remarks>Allocates in the first step only.</remarks>
    internal sealed class WordAttention
    {
        private readonly Dictionary<ScheduledStates, int[]> _places = new Dictionary<ScheduledStates, int[]>();
        private readonly int _firstRow;
        private readonly int _endRow;
        private WordAttentionLevel[]? _levels;

        private WordAttention(int firstRow, int endRow)
        {
            _firstRow = firstRow;
            _endRow = endRow;
        }

        /// <summary>The sums so far, finest first; none before the first step.</summary>
        public IReadOnlyList<WordAttentionLevel> Levels => _levels ?? Array.Empty<WordAttentionLevel>();

        /// <summary>Watches a word, or gives null where the picture's prompt never has it.</summary>
        /// <param name="tokenizer">The tokenizer that prompts are counted with.</param>
        /// <param name="conditioning">The rows of the batch.</param>
        /// <param name="image">The picture.</param>
        /// <param name="word">The word.</param>
        public static WordAttention? Find(ClipTokenizer tokenizer, TextConditioning conditioning, int image, string word)
        {
            var first = 0;
            while (first < conditioning.Positive.Count && conditioning.Positive[first].Image != image)
            {
                first++;
            }

            var end = first;
            while (end < conditioning.Positive.Count && conditioning.Positive[end].Image == image)
            {
                end++;
            }

            var found = false;
            var attention = new WordAttention(conditioning.Negative.Count + first, conditioning.Negative.Count + end);
            for (var row = first; row < end; row++)
            {
                foreach (var states in conditioning.Positive[row].Schedule)
                {
                    var places = WordPlaces.Find(tokenizer, states.TokenIds, word);
                    attention._places[states] = places;
                    found |= places.Length > 0;
                }
            }

            return found ? attention : null;
        }

        /// <summary>Adds a step that was just run.</summary>
        /// <param name="run">Its outputs.</param>
        /// <param name="written">What each row was conditioned with.</param>
        public void Add(UNetRun run, ScheduledStates[] written)
        {
            _levels ??= NewLevels(run);
            for (var row = _firstRow; row < _endRow; row++)
            {
                var places = _places[written[row]];
                for (var i = 0; i < _levels.Length && places.Length > 0; i++)
                {
                    _levels[i].Add(run.AttentionRow(i, row), places);
                }
            }
        }

        private static WordAttentionLevel[] NewLevels(UNetRun run)
        {
            var levels = new WordAttentionLevel[run.AttentionLevels.Count];
            for (var i = 0; i < levels.Length; i++)
            {
                var level = run.AttentionLevels[i];
                levels[i] = new WordAttentionLevel(level.Level, level.Height, level.Width);
            }

            return levels;
        }
    }

    /// <summary>The sum of one word's attention at one resolution.</summary>
    internal sealed class WordAttentionLevel
    {
        public WordAttentionLevel(int level, int height, int width)
        {
            Level = level;
            Height = height;
            Width = width;
            Sum = new float[height * width];
        }

        /// <inheritdoc cref="AttentionLevel.Level"/>
        public int Level { get; }

        public int Height { get; }

        public int Width { get; }

        /// <summary>[h,w].</summary>
        public float[] Sum { get; }

        /// <summary>Adds the columns of some tokens.</summary>
        /// <param name="attention">[h w, tokens].</param>
        /// <param name="places">The tokens.</param>
        public void Add(ReadOnlySpan<float> attention, int[] places)
        {
            var tokens = attention.Length / Sum.Length;
            for (var i = 0; i < Sum.Length; i++)
            {
                var row = attention.Slice(i * tokens, tokens);
                var sum = 0f;
                for (var k = 0; k < places.Length; k++)
                {
                    sum += row[places[k]];
                }

                Sum[i] += sum;
            }
        }
    }
}
