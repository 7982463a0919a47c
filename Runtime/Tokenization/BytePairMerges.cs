using System.Collections.Generic;

namespace DiffusionTextures.Tokenization
{
    /// <summary>Joins the symbols of a word pair by pair, best rank first, leftmost first among equals. Time n log n in the word's length.</summary>
    internal sealed class BytePairMerges
    {
        private readonly Dictionary<long, (int Rank, int Merged)> _merges;

        public BytePairMerges(Dictionary<long, (int Rank, int Merged)> merges) => _merges = merges;

        /// <summary>Key of the pair of symbols <paramref name="left"/> and <paramref name="right"/>.</summary>
        public static long Key(int left, int right) => ((long)left << 32) | (uint)right;

        /// <summary>Merges <paramref name="symbols"/> and appends what is left to <paramref name="output"/>.</summary>
        public void Apply(int[] symbols, List<int> output)
        {
            var count = symbols.Length;
            var next = new int[count];
            var previous = new int[count];
            var heap = new MergeHeap();
            for (var i = 0; i < count; i++)
            {
                next[i] = i + 1 < count ? i + 1 : -1;
                previous[i] = i - 1;
                Offer(heap, symbols, i, next[i]);
            }

            while (heap.TryTake(out var candidate))
            {
                var left = candidate.Position;
                var right = symbols[left] < 0 ? -1 : next[left];
                if (right < 0 || !_merges.TryGetValue(Key(symbols[left], symbols[right]), out var merge) || merge.Rank != candidate.Rank)
                {
                    continue;
                }

                symbols[left] = merge.Merged;
                symbols[right] = -1;
                next[left] = next[right];
                if (next[right] >= 0)
                {
                    previous[next[right]] = left;
                }

                Offer(heap, symbols, previous[left], left);
                Offer(heap, symbols, left, next[left]);
            }

            for (var i = 0; i >= 0 && i < count; i = next[i])
            {
                output.Add(symbols[i]);
            }
        }

        private void Offer(MergeHeap heap, int[] symbols, int left, int right)
        {
            if (left >= 0 && right >= 0 && _merges.TryGetValue(Key(symbols[left], symbols[right]), out var merge))
            {
                heap.Add(merge.Rank, left);
            }
        }
    }
}
