using System;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Global alignment of two token sequences (Needleman and Wunsch 1970): match 1, mismatch -1, gap 0, as prompt-to-prompt scores them.</summary>
    internal static class TokenAlignment
    {
        private const int Gap = 0;
        private const int Match = 1;
        private const int Mismatch = -1;

        /// <summary>For each target token the place of the source token that it is aligned with, or -1 for a new one.</summary>
        public static int[] Align(int[] source, int[] target)
        {
            var score = new int[source.Length + 1, target.Length + 1];
            for (var i = 1; i <= source.Length; i++)
            {
                for (var k = 1; k <= target.Length; k++)
                {
                    var diagonal = score[i - 1, k - 1] + (source[i - 1] == target[k - 1] ? Match : Mismatch);
                    score[i, k] = Math.Max(diagonal, Math.Max(score[i, k - 1] + Gap, score[i - 1, k] + Gap));
                }
            }

            return TraceBack(source, target, score);
        }

        private static int[] TraceBack(int[] source, int[] target, int[,] score)
        {
            var aligned = new int[target.Length];
            Array.Fill(aligned, -1);
            var i = source.Length;
            var k = target.Length;
            while (i > 0 && k > 0)
            {
                // The reference prefers a gap in the source, then one in the target, then the diagonal.
                if (score[i, k] == score[i, k - 1] + Gap)
                {
                    k--;
                }
                else if (score[i, k] == score[i - 1, k] + Gap)
                {
                    i--;
                }
                else
                {
                    i--;
                    k--;
                    aligned[k] = source[i] == target[k] ? i : -1;
                }
            }

            return aligned;
        }
    }
}
