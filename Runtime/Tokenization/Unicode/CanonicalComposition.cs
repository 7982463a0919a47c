using System;
using System.Collections.Generic;

namespace DiffusionTextures.Tokenization.Unicode
{
    /// <summary>Normalization form C. Source: Unicode Standard Annex 15; Hangul as in the core specification, section 3.12.</summary>
    /// <remarks>Why our own: <c>string.Normalize</c> returns its input where globalization is invariant, and engines carry other Unicode versions.</remarks>
    internal static class CanonicalComposition
    {
        private const int HangulBase = 0xAC00;
        private const int LeadBase = 0x1100;
        private const int VowelBase = 0x1161;
        private const int TailBase = 0x11A7;
        private const int LeadCount = 19;
        private const int VowelCount = 21;
        private const int TailCount = 28;
        private const int SyllableCount = LeadCount * VowelCount * TailCount;

        /// <summary>Nothing below takes part in composition with what follows it in a way that changes the text.</summary>
        private const int FirstAffected = 0x300;

        private static readonly Dictionary<int, byte> Classes = ReadClasses();
        private static readonly Dictionary<int, (int First, int Second)> Parts = new Dictionary<int, (int First, int Second)>();
        private static readonly Dictionary<long, int> Composites = ReadDecompositions();

        /// <summary>The code points in form C; the list itself where nothing changes.</summary>
        public static List<int> Normalize(List<int> points)
        {
            var affected = false;
            for (var i = 0; i < points.Count && !affected; i++)
            {
                affected = points[i] >= FirstAffected;
            }

            if (!affected)
            {
                return points;
            }

            var decomposed = new List<int>(points.Count + 8);
            for (var i = 0; i < points.Count; i++)
            {
                Decompose(decomposed, points[i]);
            }

            Reorder(decomposed);
            Compose(decomposed);
            return decomposed;
        }

        private static int Class(int c) => c >= FirstAffected && Classes.TryGetValue(c, out var value) ? value : 0;

        private static void Decompose(List<int> output, int c)
        {
            if ((uint)(c - HangulBase) < SyllableCount)
            {
                var syllable = c - HangulBase;
                output.Add(LeadBase + (syllable / (VowelCount * TailCount)));
                output.Add(VowelBase + (syllable % (VowelCount * TailCount) / TailCount));
                if (syllable % TailCount != 0)
                {
                    output.Add(TailBase + (syllable % TailCount));
                }
            }
            else if (Parts.TryGetValue(c, out var parts))
            {
                Decompose(output, parts.First);
                if (parts.Second != 0)
                {
                    Decompose(output, parts.Second);
                }
            }
            else
            {
                output.Add(c);
            }
        }

        /// <summary>Sorts each run of combining marks by class, keeping the order within a class.</summary>
        private static void Reorder(List<int> points)
        {
            for (var start = 0; start < points.Count; start++)
            {
                if (Class(points[start]) == 0)
                {
                    continue;
                }

                var end = start + 1;
                var ordered = true;
                while (end < points.Count && Class(points[end]) != 0)
                {
                    ordered &= Class(points[end - 1]) <= Class(points[end]);
                    end++;
                }

                if (!ordered)
                {
                    SortRun(points, start, end - start);
                }

                start = end;
            }
        }

        private static void SortRun(List<int> points, int start, int count)
        {
            var keys = new long[count];
            var marks = new int[count];
            for (var i = 0; i < count; i++)
            {
                marks[i] = points[start + i];
                keys[i] = ((long)Class(marks[i]) << 32) | (uint)i;
            }

            Array.Sort(keys, marks);
            for (var i = 0; i < count; i++)
            {
                points[start + i] = marks[i];
            }
        }

        private static void Compose(List<int> points)
        {
            var starter = -1;
            var lastClass = 0;
            var written = 0;
            for (var i = 0; i < points.Count; i++)
            {
                var c = points[i];
                var combining = Class(c);
                var adjacent = starter == written - 1;
                if (starter >= 0 && (adjacent || (lastClass != 0 && lastClass < combining))
                    && TryCompose(points[starter], c, out var composite))
                {
                    points[starter] = composite;
                    continue;
                }

                if (combining == 0)
                {
                    starter = written;
                }

                lastClass = combining;
                points[written++] = c;
            }

            points.RemoveRange(written, points.Count - written);
        }

        private static bool TryCompose(int first, int second, out int composite)
        {
            if ((uint)(first - LeadBase) < LeadCount && (uint)(second - VowelBase) < VowelCount)
            {
                composite = HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
                return true;
            }

            if ((uint)(first - HangulBase) < SyllableCount && (first - HangulBase) % TailCount == 0
                && second > TailBase && second < TailBase + TailCount)
            {
                composite = first + second - TailBase;
                return true;
            }

            return Composites.TryGetValue(((long)first << 32) | (uint)second, out composite);
        }

        private static Dictionary<int, byte> ReadClasses()
        {
            var classes = new Dictionary<int, byte>();
            var numbers = new PackedNumbers(UnicodeData.CombiningClasses);
            var end = 0;
            while (numbers.HasMore)
            {
                var start = end + numbers.Next();
                end = start + numbers.Next();
                var value = (byte)numbers.Next();
                for (var c = start; c < end; c++)
                {
                    classes.Add(c, value);
                }
            }

            return classes;
        }

        private static Dictionary<long, int> ReadDecompositions()
        {
            var composites = new Dictionary<long, int>();
            var numbers = new PackedNumbers(UnicodeData.Decompositions);
            var c = 0;
            while (numbers.HasMore)
            {
                c += numbers.Next();
                var first = c + numbers.NextSigned();
                var second = numbers.Next();
                Parts.Add(c, (first, second >> 1));
                if ((second & 1) != 0)
                {
                    composites.Add(((long)first << 32) | (uint)(second >> 1), c);
                }
            }

            return composites;
        }
    }
}
