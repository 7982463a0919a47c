using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Conditioning
{
    /// <summary>How the tokens of an edited prompt take their attention from those of its source (Hertz et al. 2022, section 4).</summary>
    internal sealed class PromptMapping
    {
        private static readonly char[] Punctuation = { ',', '.', ';' };

        private PromptMapping(int tokens)
        {
            Tokens = tokens;
            Mapper = new float[tokens * tokens];
            Alpha = new float[tokens];
        }

        /// <summary>Length of the conditioning, 77.</summary>
        public int Tokens { get; }

        /// <summary>[source token, target token].</summary>
        public float[] Mapper { get; }

        /// <summary>[target token]: 1 takes the source's attention, 0 keeps its own.</summary>
        public float[] Alpha { get; }

        /// <summary>Word replacement where both prompts have as many words, refinement otherwise; then the weight of one word.</summary>
        /// <exception cref="ArgumentException">The word to weigh does not occur in the new prompt.</exception>
        public static PromptMapping Create(ClipTokenizer tokenizer, PromptEdit edit, string target)
        {
            var sourceWords = Words(edit.SourcePrompt);
            var targetWords = Words(target);
            var mapping = new PromptMapping(tokenizer.ModelMaxLength);
            if (sourceWords.Length == targetWords.Length)
            {
                mapping.Replace(sourceWords, targetWords, Spans(tokenizer, sourceWords), Spans(tokenizer, targetWords));
            }
            else
            {
                mapping.Refine(Framed(tokenizer, edit.SourcePrompt), Framed(tokenizer, target));
            }

            if (edit.Word != null)
            {
                mapping.Weigh(tokenizer, targetWords, edit.Word, edit.WordFactor);
            }

            return mapping;
        }

        /// <summary>The word of the source prompt in whose place a word of the target is; null where the prompts have different numbers of words or the target lacks it.</summary>
        public static string? Replaced(string source, string target, string word)
        {
            var sourceWords = Words(source);
            var targetWords = Words(target);
            var at = Array.FindIndex(targetWords, candidate => string.Equals(candidate.Trim(Punctuation), word, StringComparison.OrdinalIgnoreCase));
            return at >= 0 && sourceWords.Length == targetWords.Length ? sourceWords[at].Trim(Punctuation) : null;
        }

        /// <summary>Token span of each word, in places of the conditioning: place 0 is the begin token.</summary>
        private static List<(int Start, int Count)> Spans(ClipTokenizer tokenizer, string[] words)
        {
            var spans = new List<(int, int)>();
            var at = 1;
            foreach (var word in words)
            {
                var count = tokenizer.Encode(word).Length;
                spans.Add((at, count));
                at += count;
            }

            return spans;
        }

        private static string[] Words(string prompt) => prompt.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        private static int[] Framed(ClipTokenizer tokenizer, string prompt)
        {
            return new[] { tokenizer.BosId }.Concat(tokenizer.Encode(prompt)).Append(tokenizer.EosId).Take(tokenizer.ModelMaxLength).ToArray();
        }

        /// <summary>Each changed word takes the attention of the word at its place, spread evenly where the token counts differ; behind the last changed word places are kept, as in the reference.</summary>
        private void Replace(string[] sourceWords, string[] targetWords, List<(int Start, int Count)> source, List<(int Start, int Count)> target)
        {
            Array.Fill(Alpha, 1f);
            var changed = Enumerable.Range(0, sourceWords.Length).Where(word => sourceWords[word] != targetWords[word]).ToArray();
            var next = 0;
            var from = 0;
            for (var to = 0; from < Tokens && to < Tokens;)
            {
                if (next < changed.Length && source[changed[next]].Start == from)
                {
                    var (_, sourceCount) = source[changed[next]];
                    var (_, targetCount) = target[changed[next]];
                    Spread(from, sourceCount, to, targetCount);
                    from += sourceCount;
                    to += targetCount;
                    next++;
                }
                else
                {
                    Set(next < changed.Length ? from : to, to, 1);
                    from++;
                    to++;
                }
            }
        }

        private void Spread(int source, int sourceCount, int target, int targetCount)
        {
            for (var i = 0; i < sourceCount; i++)
            {
                for (var k = 0; k < targetCount; k++)
                {
                    Set(source + i, target + k, sourceCount == targetCount ? (i == k ? 1f : 0f) : 1f / targetCount);
                }
            }
        }

        /// <summary>Tokens that a global alignment matches take the source's attention; new ones keep their own. Behind the new prompt's end both are aligned.</summary>
        private void Refine(int[] source, int[] target)
        {
            var aligned = TokenAlignment.Align(source, target);
            for (var i = 0; i < Tokens; i++)
            {
                var from = i < target.Length ? aligned[i] : i;
                if (from >= 0)
                {
                    Set(from, i, 1);
                    Alpha[i] = 1;
                }
            }
        }

        private void Weigh(ClipTokenizer tokenizer, string[] words, string word, float factor)
        {
            var spans = Spans(tokenizer, words);
            var found = false;
            for (var i = 0; i < words.Length; i++)
            {
                if (!string.Equals(words[i].Trim(Punctuation), word, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                found = true;
                for (var place = spans[i].Start; place < Math.Min(Tokens, spans[i].Start + spans[i].Count); place++)
                {
                    for (var source = 0; source < Tokens; source++)
                    {
                        Mapper[source * Tokens + place] *= factor;
                    }
                }
            }

            if (!found)
            {
                throw new ArgumentException($"The word '{word}' is not in the prompt '{string.Join(" ", words)}'. Name one of its words.", nameof(TextureRequest.PromptEdit));
            }
        }

        private void Set(int source, int target, float weight)
        {
            if (source < Tokens && target < Tokens)
            {
                Mapper[source * Tokens + target] = weight;
            }
        }
    }
}
