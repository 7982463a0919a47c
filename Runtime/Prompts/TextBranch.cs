using System.Collections.Generic;

namespace DiffusionTextures.Prompts
{
    /// <summary>A bracketed range of a text that stands for one of its options.</summary>
    internal sealed class TextBranch
    {
        public TextBranch(int start, int end, IReadOnlyList<(int Start, int End)> options, int switchStep = 0)
        {
            Start = start;
            End = end;
            Options = options;
            SwitchStep = switchStep;
        }

        /// <summary>Position of the opening bracket.</summary>
        public int Start { get; }

        /// <summary>Position after the closing bracket.</summary>
        public int End { get; }

        /// <summary>The ranges to choose from, in order.</summary>
        public IReadOnlyList<(int Start, int End)> Options { get; }

        /// <summary>Last step of the first of two options, at most the number of steps; unused by <see cref="IsAlternating"/>.</summary>
        public int SwitchStep { get; }

        /// <summary>Takes the options in turn, step by step.</summary>
        public bool IsAlternating { get; init; }
    }
}
