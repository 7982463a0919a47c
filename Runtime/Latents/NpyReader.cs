using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using DiffusionTextures.Compatibility;

namespace DiffusionTextures.Latents
{
    /// <summary>Reads NumPy's .npy format, versions 1 to 3. Source: numpy.lib.format.</summary>
    internal static class NpyReader
    {
        private const int LongestHeader = 1 << 16;

        private static readonly char[] AxisSeparators = { ',', ' ' };

        /// <summary>Reads the whole of <paramref name="stream"/>; <paramref name="name"/> is for messages.</summary>
        /// <exception cref="InvalidDataException">The bytes are no supported .npy file.</exception>
        public static FloatTensor Read(Stream stream, string name)
        {
            var header = ReadHeader(stream, name);
            var type = Find(header, @"'descr'\s*:\s*'([^']*)'", "descr", name);
            if (Find(header, @"'fortran_order'\s*:\s*(True|False)", "fortran_order", name) == "True")
            {
                throw new InvalidDataException($"'{name}' is in Fortran order, expected C order. Save it again with numpy.ascontiguousarray.");
            }

            var shape = ParseShape(Find(header, @"'shape'\s*:\s*\(([0-9, ]*)\)", "shape", name), name);
            var width = Width(type, name);
            var count = 1L;
            foreach (var axis in shape)
            {
                count = count > int.MaxValue ? count : count * axis;
            }

            if (stream.Length - stream.Position != count * width || count > int.MaxValue)
            {
                throw new InvalidDataException(
                    $"'{name}' holds {stream.Length - stream.Position} bytes of data, expected {count * width} for the shape {FloatTensor.Describe(shape)} of {type}. The file is cut short or damaged.");
            }

            var data = new float[count];
            Decode(stream, type, width, data, name);
            return new FloatTensor(data, shape);
        }

        private static string ReadHeader(Stream stream, string name)
        {
            Span<byte> preamble = stackalloc byte[8];
            ReadExactly(stream, preamble, name);
            var hasMagic = preamble[0] == 0x93 && preamble[1] == 'N' && preamble[2] == 'U' && preamble[3] == 'M' && preamble[4] == 'P' && preamble[5] == 'Y';
            if (!hasMagic || preamble[6] < 1 || preamble[6] > 3)
            {
                throw new InvalidDataException($"'{name}' is no .npy file of version 1 to 3. Save the array with numpy.save.");
            }

            Span<byte> length = stackalloc byte[4];
            length.Clear();
            ReadExactly(stream, length.Slice(0, preamble[6] == 1 ? 2 : 4), name);
            var count = BinaryPrimitives.ReadUInt32LittleEndian(length);
            if (count > LongestHeader)
            {
                throw new InvalidDataException($"'{name}' has a header of {count} bytes, expected at most {LongestHeader}. The file is damaged.");
            }

            var header = new byte[count];
            ReadExactly(stream, header, name);
            return Encoding.UTF8.GetString(header);
        }

        private static string Find(string header, string pattern, string key, string name)
        {
            var match = Regex.Match(header, pattern, RegexOptions.CultureInvariant);
            return match.Success
                ? match.Groups[1].Value
                : throw new InvalidDataException($"'{name}' has a header without a readable '{key}'. Arrays of records and objects are not supported; save a plain float32 array.");
        }

        private static int[] ParseShape(string text, string name)
        {
            var axes = text.Split(AxisSeparators, StringSplitOptions.RemoveEmptyEntries);
            var shape = new int[axes.Length];
            for (var i = 0; i < axes.Length; i++)
            {
                if (!int.TryParse(axes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                {
                    throw new InvalidDataException($"'{name}' has the shape ({text}), expected axes of at most 2^31 - 1.");
                }
            }

            return shape;
        }

        private static int Width(string type, string name)
        {
            return type switch
            {
                "|u1" => 1,
                "<f2" => 2,
                "<f4" => 4,
                "<f8" => 8,
                "<i8" => 8,
                _ => throw new InvalidDataException(
                    $"'{name}' holds elements of type '{type}', expected <f2, <f4, <f8, |u1 or <i8. Save it again with astype(numpy.float32)."),
            };
        }

        private static void Decode(Stream stream, string type, int width, float[] data, string name)
        {
            var buffer = new byte[8192 * width];
            for (var done = 0; done < data.Length;)
            {
                var part = Math.Min(8192, data.Length - done);
                ReadExactly(stream, buffer.AsSpan(0, part * width), name);
                for (var i = 0; i < part; i++)
                {
                    data[done + i] = Element(type, buffer.AsSpan(i * width, width));
                }

                done += part;
            }
        }

        private static float Element(string type, ReadOnlySpan<byte> bytes)
        {
            switch (type)
            {
                case "|u1":
                    return bytes[0];
                case "<f2":
                    return HalfFloat.ToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes));
                case "<f4":
                    return BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(bytes));
                case "<f8":
                    return (float)BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(bytes));
                default:
                    return BinaryPrimitives.ReadInt64LittleEndian(bytes);
            }
        }

        private static void ReadExactly(Stream stream, Span<byte> buffer, string name)
        {
            while (buffer.Length > 0)
            {
                var read = stream.Read(buffer);
                if (read == 0)
                {
                    throw new InvalidDataException($"'{name}' ends in the middle. Copy or save it again.");
                }

                buffer = buffer.Slice(read);
            }
        }
    }
}
