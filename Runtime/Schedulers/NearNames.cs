using System;
using System.Collections.Generic;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Suggests what a misspelt name may have meant.</summary>
    internal static class NearNames
    {
        private const int Most = 3;

        /// <summary>"Did you mean …?" with the nearest candidates by edit distance.</summary>
        public static string Suggest(string name, IEnumerable<string> candidates)
        {
            var ranked = new List<KeyValuePair<int, string>>();
            foreach (var candidate in candidates)
            {
                ranked.Add(new KeyValuePair<int, string>(Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant()), candidate));
            }

            ranked.Sort((a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : string.CompareOrdinal(a.Value, b.Value));
            var nearest = new List<string>();
            for (var i = 0; i < Math.Min(Most, ranked.Count); i++)
            {
                nearest.Add(ranked[i].Value);
            }

            return $"Did you mean {string.Join(", ", nearest)}?";
        }

        private static int Distance(string a, string b)
        {
            // A name of any length stays cheap: what is much longer than every candidate is far from all of them.
            a = a.Length > 64 ? a.Substring(0, 64) : a;
            var previous = new int[b.Length + 1];
            var current = new int[b.Length + 1];
            for (var j = 0; j <= b.Length; j++)
            {
                previous[j] = j;
            }

            for (var i = 1; i <= a.Length; i++)
            {
                current[0] = i;
                for (var j = 1; j <= b.Length; j++)
                {
                    var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                    current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
                }

                (previous, current) = (current, previous);
            }

            return previous[b.Length];
        }
    }
}
