using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Tensors;

/// <summary>NumPy's array file, format versions 1 to 3 (numpy.lib.format): little-endian float16, float32 and float64 in C order.</summary>
internal static partial class NpyFile
{
    private const int Alignment = 64;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file as float32.</summary>
    /// <exception cref="UsageException">The file cannot be read or holds something else; the sentence follows an option's name.</exception>
    public static FloatTensor Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"'{path}' cannot be read: {exception.Message} Give a .npy file that exists.", exception);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"'{path}' is no NumPy file that can be used: {exception.Message} Save it with numpy.save as a float32 array.", exception);
        }
    }

    /// <summary>The bytes of a float32 file.</summary>
    public static byte[] Write(IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        var axes = string.Concat(shape.Select(size => size.ToString(CultureInfo.InvariantCulture) + ", "));
        var dictionary = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({axes}), }}";
        var headerLength = (Magic.Length + 4 + dictionary.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var file = new byte[headerLength + values.Length * sizeof(float)];
        Magic.CopyTo(file, 0);
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)(headerLength - 10));
        Encoding.ASCII.GetBytes(dictionary.PadRight(headerLength - 11) + '\n', file.AsSpan(10));
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(headerLength + i * sizeof(float)), values[i]);
        }

        return file;
    }

    private static FloatTensor Parse(byte[] file)
    {
        if (file.Length < 12 || !file.AsSpan(0, Magic.Length).SequenceEqual(Magic) || file[6] is < 1 or > 3)
        {
            throw new FormatException("it does not begin as a .npy file of version 1 to 3 does.");
        }

        var start = file[6] == 1 ? 10 : 12;
        var length = file[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (length > (uint)(file.Length - start))
        {
            throw new FormatException("its header is cut off.");
        }

        var header = Header().Match(Encoding.UTF8.GetString(file, start, (int)length));
        if (!header.Success)
        {
            throw new FormatException("its header has no element type, order and shape.");
        }

        if (header.Groups["order"].Value == "True")
        {
            throw new FormatException("it is in Fortran order. Convert it with numpy.ascontiguousarray.");
        }

        var shape = ParseShape(header.Groups["shape"].Value);
        return new FloatTensor(shape, ParseValues(header.Groups["type"].Value, file.AsSpan(start + (int)length), shape));
    }

    private static int[] ParseShape(string text)
    {
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new FormatException($"its shape ({text}) is not one of whole numbers."))];
    }

    private static float[] ParseValues(string type, ReadOnlySpan<byte> data, int[] shape)
    {
        var size = type switch
        {
            "<f2" => 2,
            "<f4" => 4,
            "<f8" => 8,
            _ => throw new FormatException($"its elements are '{type}', expected '<f4', '<f2' or '<f8'."),
        };
        var count = shape.Aggregate((Int128)1, (product, axis) => product > int.MaxValue ? product : product * axis);
        if (count * size != data.Length)
        {
            throw new FormatException($"its shape ({string.Join(", ", shape)}) needs {count * size} bytes of data, it has {data.Length}.");
        }

        var values = new float[(int)count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = size switch
            {
                2 => (float)BinaryPrimitives.ReadHalfLittleEndian(data[(i * 2)..]),
                4 => BinaryPrimitives.ReadSingleLittleEndian(data[(i * 4)..]),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(data[(i * 8)..]),
            };
        }

        return values;
    }

    [GeneratedRegex(@"^\s*\{\s*'descr':\s*'(?<type>[^']*)',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>[^)]*)\),?\s*\}\s*$")]
    private static partial Regex Header();
}
