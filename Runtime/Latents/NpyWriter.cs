using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace DiffusionTextures.Latents
{
    /// <summary>Writes version 1 of NumPy's .npy format. Source: numpy.lib.format.</summary>
    internal static class NpyWriter
    {
        private const int Alignment = 64;
        private const int PreambleLength = 10;

        /// <summary>Writes the magic, the header padded to 64 bytes, and the elements as little-endian float32.</summary>
        public static void Write(Stream stream, FloatTensor tensor)
        {
            var shape = string.Join(", ", tensor.Shape) + (tensor.Shape.Count == 1 ? "," : string.Empty);
            var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape}), }}";
            var length = PreambleLength + header.Length + 1;
            header += new string(' ', (Alignment - (length % Alignment)) % Alignment) + "\n";
            stream.Write(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, (byte)(header.Length >> 8) });
            stream.Write(Encoding.ASCII.GetBytes(header));
            stream.Write(MemoryMarshal.AsBytes((ReadOnlySpan<float>)tensor.Span));
        }
    }
}
