using System.Collections.Generic;
using DiffusionTextures.Tokenization.Unicode;

namespace DiffusionTextures.Tokenization
{
    /// <summary>What CLIP's tokenizer does to text before words are split: form C, runs of white space to one space, lower case.</summary>
    internal static class ClipNormalizer
    {
        /// <summary>The normalised code points; <paramref name="points"/> is left as it is.</summary>
        public static List<int> Normalize(List<int> points, bool lowerCase)
        {
            var composed = CanonicalComposition.Normalize(points);
            var output = new List<int>(composed.Count);
            var afterSpace = false;
            foreach (var c in composed)
            {
                var isSpace = CodePoints.IsWhiteSpace(c);
                if (isSpace)
                {
                    if (!afterSpace)
                    {
                        output.Add(' ');
                    }
                }
                else if (lowerCase)
                {
                    CodePoints.AppendLower(output, c);
                }
                else
                {
                    output.Add(c);
                }

                afterSpace = isSpace;
            }

            return output;
        }
    }
}
