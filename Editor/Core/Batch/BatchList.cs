using System;
using System.Collections.Generic;
using System.Text;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// Many materials as text, one a line: <c>name: prompt</c>, or a prompt alone, whose words become the name. Empty lines and those that begin
    /// with <c>#</c> do not count.
    /// </summary>
    public static class BatchList
    {
        private const int NameWords = 4;

        private static readonly char[] Brackets = { '(', '[', '{' };

        /// <summary>The lines in their order; names that repeat get a number.</summary>
        /// <exception cref="MaterialException">A line has no prompt or a name that cannot be one; the message says which line.</exception>
        public static IReadOnlyList<BatchLine> Parse(string text)
        {
            _ = text ?? throw new ArgumentNullException(nameof(text));
            var lines = new List<BatchLine>();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var number = 0;
            foreach (var raw in text.Split('\n'))
            {
                number++;
                var line = raw.Trim();
                if (line.Length > 0 && line[0] != '#')
                {
                    lines.Add(ParseLine(line, number, names));
                }
            }

            return lines;
        }

        private static BatchLine ParseLine(string line, int number, HashSet<string> names)
        {
            // A colon is a name's only where a prompt's own syntax cannot mean it: (word:1.2), [a:b:0.5].
            var colon = line.IndexOf(':');
            var bracket = line.IndexOfAny(Brackets);
            var isNamed = colon >= 0 && (bracket < 0 || colon < bracket);
            var prompt = isNamed ? line.Substring(colon + 1).Trim() : line;
            var name = isNamed ? line.Substring(0, colon).Trim() : NameOf(prompt);
            if (prompt.Length == 0 || !MaterialName.IsValid(name))
            {
                throw new MaterialException($"Line {number}, '{line}', is no material. Write a name, a colon and a prompt, such as 'Old wall: mossy red brick wall'.");
            }

            var free = name;
            for (var i = 2; !names.Add(free); i++)
            {
                free = $"{name} {i}";
            }

            return new BatchLine(free, prompt);
        }

        private static string NameOf(string prompt)
        {
            var name = new StringBuilder();
            var words = 0;
            foreach (var c in prompt)
            {
                if (char.IsLetterOrDigit(c))
                {
                    name.Append(c);
                }
                else if (name.Length > 0 && name[name.Length - 1] != ' ')
                {
                    if (++words == NameWords)
                    {
                        break;
                    }

                    name.Append(' ');
                }
            }

            return name.ToString().Trim();
        }
    }

    /// <summary>One material of a batch. Immutable.</summary>
    public sealed class BatchLine
    {
        internal BatchLine(string name, string prompt)
        {
            Name = name;
            Prompt = prompt;
        }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>What it shows.</summary>
        public string Prompt { get; }
    }
}
