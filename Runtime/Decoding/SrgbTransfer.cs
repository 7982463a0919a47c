using System;

namespace DiffusionTextures.Decoding
{
    /// <summary>The sRGB transfer functions (IEC 61966-2-1), by tables that are made in double precision.</summary>
    internal static class SrgbTransfer
    {
        /// <summary>Floats of <see cref="CopyTables"/>.</summary>
        public const int TableCount = 256 + 256 + Segments + 2;

        /// <summary>Parts of [0,1] in which decoding is linear.</summary>
        public const int Segments = 4096;

        private static readonly float[] Codes = MakeTable(256, 255);
        private static readonly float[] Nodes = MakeTable(Segments + 2, Segments);
        private static readonly float[] Thresholds = MakeThresholds();
        private static readonly byte[] Starts = MakeStarts();

        /// <summary>Linear light of every multiple of 1 / <see cref="Segments"/> up to 1, and one beyond.</summary>
        public static ReadOnlySpan<float> LinearNodes => Nodes;

        /// <summary>The tables for a shader that computes as this class does: linear light of the codes, where codes begin, linear light of the nodes.</summary>
        /// <param name="tables">256, 255 and one that counts for nothing, then the nodes.</param>
        public static void CopyTables(Span<float> tables)
        {
            Codes.CopyTo(tables);
            Thresholds.CopyTo(tables.Slice(256));
            tables[511] = float.MaxValue;
            Nodes.CopyTo(tables.Slice(512));
        }

        /// <summary>Linear light of an 8-bit code, correctly rounded.</summary>
        public static float ToLinear(byte code) => Codes[code];

        /// <summary>Linear light of an encoded value in [0,1]; error below 1e-7.</summary>
        public static float ToLinear(float encoded)
        {
            var position = encoded * Segments;
            var index = (int)position;
            var low = Nodes[index];
            return low + ((Nodes[index + 1] - low) * (position - index));
        }

        /// <summary>The 8-bit code nearest to linear light, in the encoded scale; clamps.</summary>
        public static byte ToCode(float linear)
        {
            if (!(linear > 0f))
            {
                return 0;
            }

            return linear < 1f ? CodeFrom(Starts[(int)(linear * Segments)], linear) : (byte)255;
        }

        /// <summary>The encoding in double precision.</summary>
        public static double Encode(double linear)
        {
            return linear <= 0.0031308 ? linear * 12.92 : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        }

        /// <summary>The decoding in double precision.</summary>
        public static double Decode(double encoded)
        {
            return encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);
        }

        private static float[] MakeTable(int count, double last)
        {
            var table = new float[count];
            for (var i = 0; i < count; i++)
            {
                table[i] = (float)Decode(i / last);
            }

            return table;
        }

        // From the code of a smaller value; between two nodes there are one or two codes at most.
        private static byte CodeFrom(int code, float linear)
        {
            var thresholds = Thresholds;
            while (code < thresholds.Length && linear >= thresholds[code])
            {
                code++;
            }

            return (byte)code;
        }

        private static byte[] MakeStarts()
        {
            var starts = new byte[Segments];
            for (var i = 1; i < starts.Length; i++)
            {
                starts[i] = CodeFrom(starts[i - 1], i / (float)Segments);
            }

            return starts;
        }

        private static float[] MakeThresholds()
        {
            // Thresholds[i] is where code i + 1 begins.
            var thresholds = new float[255];
            for (var i = 0; i < thresholds.Length; i++)
            {
                thresholds[i] = (float)Decode((i + 0.5) / 255);
            }

            return thresholds;
        }
    }
}
