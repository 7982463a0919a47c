using System.Collections.Generic;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Prompts
{
    /// <summary>Variants in a prompt: <c>{red|blue|green}</c> becomes one of its options, chosen by the seed. Options nest.</summary>
    /// <remarks>
    /// A group is a pair of braces with a "|" of its own; bars inside of (), [] belong to those. A backslash takes the next character literally and
    /// stays, as the attention syntax removes it. Everything else, such as <c>{prompt}</c> and a stray brace, is text. Linear time.
    /// </remarks>
    internal static class Wildcards
    {
        private const uint Stream = 0x57696C64;

        /// <summary>The prompt with each group replaced. The choice depends on the seed and on how many groups open before, not on other choices.</summary>
        public static string Expand(string prompt, ulong seed)
        {
            var groups = FindGroups(prompt);
            return groups.Count == 0
                ? prompt
                : new BranchingText(prompt, groups).Read((group, index) => Choose(seed, (uint)index, group.Options.Count));
        }

        private static int Choose(ulong seed, uint index, int count)
        {
            var x = index;
            uint y = 0, z = 0, w = Stream;
            Philox.Generate(ref x, ref y, ref z, ref w, seed);
            return (int)(((ulong)x * (uint)count) >> 32);
        }

        private static List<TextBranch> FindGroups(string prompt)
        {
            var groups = new List<TextBranch>();
            var open = new Stack<OpenBrace>();
            for (var at = 0; at < prompt.Length; at++)
            {
                var c = prompt[at];
                if (c == '\\')
                {
                    at++;
                }
                else if (c == '{')
                {
                    open.Push(new OpenBrace(at));
                }
                else if (open.Count > 0)
                {
                    var brace = open.Peek();
                    if (c == '}')
                    {
                        Close(open.Pop(), at, groups);
                    }
                    else if (c == '|' && brace.Depth == 0)
                    {
                        brace.Bars.Add(at);
                    }
                    else if (c == '(' || c == '[')
                    {
                        brace.Depth++;
                    }
                    else if ((c == ')' || c == ']') && brace.Depth > 0)
                    {
                        brace.Depth--;
                    }
                }
            }

            return groups;
        }

        private static void Close(OpenBrace brace, int at, List<TextBranch> groups)
        {
            var bars = brace.Bars;
            if (bars.Count == 0)
            {
                return;
            }

            var options = new (int Start, int End)[bars.Count + 1];
            for (var i = 0; i < options.Length; i++)
            {
                options[i] = (i == 0 ? brace.Start + 1 : bars[i - 1] + 1, i < bars.Count ? bars[i] : at);
            }

            groups.Add(new TextBranch(brace.Start, at + 1, options));
        }

        private sealed class OpenBrace
        {
            public OpenBrace(int start) => Start = start;

            public int Start { get; }

            public List<int> Bars { get; } = new List<int>();

            /// <summary>Round and square brackets that are open inside of the braces.</summary>
            public int Depth { get; set; }
        }
    }
}
