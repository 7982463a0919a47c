using System.Collections.Generic;
using DiffusionTextures.Tokenization.Unicode;

namespace DiffusionTextures.Tokenization
{
    /// <summary>Finds added tokens in code points: leftmost first, longest among those that begin at one place.</summary>
    internal sealed class AddedTokenFinder
    {
        private readonly Dictionary<int, List<(List<int> Points, AddedToken Token)>> _byFirst =
            new Dictionary<int, List<(List<int> Points, AddedToken Token)>>();

        public void Add(List<int> points, AddedToken token)
        {
            if (!_byFirst.TryGetValue(points[0], out var tokens))
            {
                _byFirst.Add(points[0], tokens = new List<(List<int> Points, AddedToken Token)>());
            }

            tokens.Add((points, token));
            tokens.Sort((a, b) => b.Points.Count.CompareTo(a.Points.Count));
        }

        /// <summary>The first token at or after <paramref name="from"/>, with the white space that it takes.</summary>
        public bool TryFind(List<int> points, int from, out int start, out int end, out AddedToken token)
        {
            for (start = from; start < points.Count && _byFirst.Count > 0; start++)
            {
                if (!_byFirst.TryGetValue(points[start], out var candidates))
                {
                    continue;
                }

                foreach (var (sought, candidate) in candidates)
                {
                    end = start + sought.Count;
                    if (!Matches(points, start, sought) || (candidate.SingleWord && !StandsAlone(points, start, end)))
                    {
                        continue;
                    }

                    while (candidate.LeftStrip && start > from && CodePoints.IsWhiteSpace(points[start - 1]))
                    {
                        start--;
                    }

                    while (candidate.RightStrip && end < points.Count && CodePoints.IsWhiteSpace(points[end]))
                    {
                        end++;
                    }

                    token = candidate;
                    return true;
                }
            }

            end = start = points.Count;
            token = null!;
            return false;
        }

        private static bool Matches(List<int> points, int at, List<int> sought)
        {
            if (at + sought.Count > points.Count)
            {
                return false;
            }

            for (var i = 1; i < sought.Count; i++)
            {
                if (points[at + i] != sought[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static bool StandsAlone(List<int> points, int start, int end)
        {
            return (start == 0 || !IsWord(points[start - 1])) && (end == points.Count || !IsWord(points[end]));
        }

        private static bool IsWord(int c) => c == '_' || CodePoints.IsLetter(c) || CodePoints.IsNumber(c);
    }
}
