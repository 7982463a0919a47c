using System.Runtime.InteropServices;
using System.Text;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>float32 .npy files for tests, independent of the code under test.</summary>
internal static class Npy
{
    public static byte[] Of(int[] shape, float[] values)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", shape)},), }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes<float>(values)];
    }

    public static float[] Values(string path)
    {
        var file = File.ReadAllBytes(path);
        var start = 10 + BitConverter.ToUInt16(file, 8);
        return MemoryMarshal.Cast<byte, float>(file.AsSpan(start)).ToArray();
    }

    public static string Header(string path)
    {
        var file = File.ReadAllBytes(path);
        return Encoding.ASCII.GetString(file, 10, BitConverter.ToUInt16(file, 8));
    }
}
