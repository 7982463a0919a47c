using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffusionTextures.Decoding
{
    /// <summary>sRGB-encoded planes to linear light: <see cref="SrgbTransfer.ToLinear(float)"/> of many values, bit by bit the same.</summary>
    internal static unsafe class SrgbPlane
    {
        private const int Chunk = 256;

        /// <summary>Linear light of values in [-1,1], clamped; NaN becomes 0.</summary>
        [SkipLocalsInit]
        public static void SignedToLinear(float* signed, float* linear, int count)
        {
            var indices = stackalloc int[Chunk];
            var lows = stackalloc float[Chunk];
            var nexts = stackalloc float[Chunk];
            var lanes = Vector<float>.Count;
            fixed (float* nodes = SrgbTransfer.LinearNodes)
            {
                for (var start = 0; start < count; start += Chunk)
                {
                    var length = Math.Min(Chunk, count - start);
                    var done = length - (length % lanes);
                    var from = signed + start;
                    var to = linear + start;

                    // Where each lies in the table, what the table has there, and the straight line between: whatever needs single loads is in the middle.
                    for (var i = 0; i < done; i += lanes)
                    {
                        var position = Clamp((*(Vector<float>*)(from + i) * 0.5f) + new Vector<float>(0.5f)) * SrgbTransfer.Segments;
                        var index = Vector.ConvertToInt32(position);
                        *(Vector<int>*)(indices + i) = index;
                        *(Vector<float>*)(to + i) = position - Vector.ConvertToSingle(index);
                    }

                    for (var i = 0; i < done; i++)
                    {
                        var node = nodes + indices[i];
                        lows[i] = node[0];
                        nexts[i] = node[1];
                    }

                    for (var i = 0; i < done; i += lanes)
                    {
                        var low = *(Vector<float>*)(lows + i);
                        *(Vector<float>*)(to + i) = low + ((*(Vector<float>*)(nexts + i) - low) * *(Vector<float>*)(to + i));
                    }

                    for (var i = done; i < length; i++)
                    {
                        to[i] = SrgbTransfer.ToLinear(Clamp((from[i] * 0.5f) + 0.5f));
                    }
                }
            }
        }

        private static Vector<float> Clamp(Vector<float> value)
        {
            var below = Vector.ConditionalSelect(Vector.LessThan(value, Vector<float>.One), value, Vector<float>.One);
            return Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<float>.Zero), below, Vector<float>.Zero);
        }

        private static float Clamp(float value) => value > 0f ? (value < 1f ? value : 1f) : 0f;
    }
}
