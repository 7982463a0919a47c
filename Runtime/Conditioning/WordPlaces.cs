using System;
using System.Collections.Generic;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Finds a word of a prompt in the places of the conditioning, whatever brackets, schedules and chunks did to it.</summary>
    internal static class WordPlaces
    {
        /// <summary>The places of every occurrence of a word, in order; empty where it does not occur.</summary>
        /// <param name="tokenizer">The tokenizer that made the ids.</param>
        /// <param name="ids">Token ids of the conditioning, [T].</param>
        /// <param name="word">A word, or several in a row, as in the prompt.</param>
        public static int[] Find(ClipTokenizer tokenizer, IReadOnlyList<int> ids, string word)
        {
            var sought = tokenizer.Encode(word);
            var places = new List<int>();
            for (var start = 1; sought.Length > 0 && start + sought.Length <= ids.Count; start++)
            {
                if (Matches(ids, start, sought) && tokenizer.EndsWord(ids[start - 1]))
                {
                    for (var i = 0; i < sought.Length; i++)
                    {
                        places.Add(start + i);
                    }

                    start += sought.Length - 1;
                }
            }

            return places.ToArray();
        }

        private static bool Matches(IReadOnlyList<int> ids, int start, int[] sought)
        {
            var at = 0;
            while (at < sought.Length && ids[start + at] == sought[at])
            {
                at++;
            }

            return at == sought.Length;
        }
    }
}
