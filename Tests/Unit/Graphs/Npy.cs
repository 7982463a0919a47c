using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DiffusionTextures.Tests.Graphs;

/// <summary>Reads the little-endian arrays that NumPy saves, as float32.</summary>
internal static class Npy
{
    public static (float[] Values, long[] Shape) Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int length = BitConverter.ToUInt16(file, 8);
        string header = Encoding.ASCII.GetString(file, 10, length);
        byte[] data = file[(10 + length)..];
        float[] values = header switch
        {
            _ when header.Contains("'<f4'") => MemoryMarshal.Cast<byte, float>(data).ToArray(),
            _ when header.Contains("'<i8'") => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(data).ToArray(), v => (float)v),
            _ when header.Contains("'<i4'") => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(data).ToArray(), v => (float)v),
            _ => throw new NotSupportedException(header),
        };
        string shape = header[(header.IndexOf('(') + 1)..header.IndexOf(')')];
        return (values, [.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(s => long.Parse(s, CultureInfo.InvariantCulture))]);
    }
}
