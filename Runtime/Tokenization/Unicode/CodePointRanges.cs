using System;
using System.Collections.Generic;

namespace DiffusionTextures.Tokenization.Unicode
{
    /// <summary>A set of code points as sorted, disjoint ranges.</summary>
    internal sealed class CodePointRanges
    {
        private readonly int[] _starts;
        private readonly int[] _ends;

        public CodePointRanges(string packed)
        {
            var starts = new List<int>();
            var ends = new List<int>();
            var numbers = new PackedNumbers(packed);
            var end = 0;
            while (numbers.HasMore)
            {
                var start = end + numbers.Next();
                end = start + numbers.Next();
                starts.Add(start);
                ends.Add(end);
            }

            _starts = starts.ToArray();
            _ends = ends.ToArray();
        }

        public bool Contains(int codePoint)
        {
            var at = Array.BinarySearch(_starts, codePoint);
            at = at >= 0 ? at : ~at - 1;
            return at >= 0 && codePoint < _ends[at];
        }
    }
}
