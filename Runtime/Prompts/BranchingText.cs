using System;
using System.Collections.Generic;
using System.Text;

namespace DiffusionTextures.Prompts
{
    /// <summary>A text in which some ranges stand for one of their inner ranges. Reading one variant takes linear time and no recursion.</summary>
    internal sealed class BranchingText
    {
        private readonly string _text;
        private readonly List<TextBranch> _branches;

        /// <summary>A text with its branches, which nest or are apart, in any order.</summary>
        public BranchingText(string text, List<TextBranch> branches)
        {
            _text = text;
            _branches = branches;
            branches.Sort((a, b) => a.Start.CompareTo(b.Start));
        }

        /// <summary>The branches by where they start: a branch before those inside of it.</summary>
        public IReadOnlyList<TextBranch> Branches => _branches;

        /// <summary>The text with each branch replaced by the option that <paramref name="choose"/> names; -1 is nothing.</summary>
        /// <param name="choose">Gets the branch and its index in <see cref="Branches"/>.</param>
        public string Read(Func<TextBranch, int, int> choose)
        {
            var output = new StringBuilder(_text.Length);
            var rest = new Stack<(int Start, int End)>();
            rest.Push((0, _text.Length));
            while (rest.Count > 0)
            {
                var (start, end) = rest.Pop();
                var index = FirstFrom(start);
                if (index == _branches.Count || _branches[index].Start >= end)
                {
                    output.Append(_text, start, end - start);
                    continue;
                }

                var branch = _branches[index];
                output.Append(_text, start, branch.Start - start);
                rest.Push((branch.End, end));
                var option = choose(branch, index);
                if (option >= 0)
                {
                    rest.Push(branch.Options[option]);
                }
            }

            return output.ToString();
        }

        /// <summary>Index of the first branch that starts at <paramref name="position"/> or later.</summary>
        private int FirstFrom(int position)
        {
            var low = 0;
            var high = _branches.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_branches[middle].Start < position)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }
    }
}
