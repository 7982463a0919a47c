using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp
{
    /// <summary>As SixLabors.ImageSharp declares them: what the adapter needs of them, on plain arrays.</summary>
    public abstract class Image : IDisposable
    {
        public int Width { get; protected init; }

        public int Height { get; protected init; }

        public static Image<TPixel> Load<TPixel>(string path)
            where TPixel : unmanaged, IPixel<TPixel>
        {
            return File.ReadAllText(path) == "a picture" ? new Image<TPixel>(2, 1, new TPixel[2]) : throw new UnknownImageFormatException("No decoder knows it.");
        }

        public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<byte> data, int width, int height)
            where TPixel : unmanaged, IPixel<TPixel>
        {
            return new Image<TPixel>(width, height, MemoryMarshal.Cast<byte, TPixel>(data).ToArray());
        }

        public void Dispose() => GC.SuppressFinalize(this);
    }

    public sealed class Image<TPixel> : Image
        where TPixel : unmanaged, IPixel<TPixel>
    {
        private readonly TPixel[] _pixels;

        internal Image(int width, int height, TPixel[] pixels)
        {
            (Width, Height, _pixels) = (width, height, pixels);
        }

        public void CopyPixelDataTo(Span<byte> destination) => MemoryMarshal.AsBytes(_pixels.AsSpan()).CopyTo(destination);
    }

    public class ImageFormatException(string message) : Exception(message);

    public sealed class UnknownImageFormatException(string message) : ImageFormatException(message);
}

namespace SixLabors.ImageSharp.PixelFormats
{
    public interface IPixel<TSelf>
        where TSelf : unmanaged;

    public struct Rgba32 : IPixel<Rgba32>
    {
        public byte R;
        public byte G;
        public byte B;
        public byte A;
    }

    public struct L8 : IPixel<L8>
    {
        public byte PackedValue;
    }

    public struct L16 : IPixel<L16>
    {
        public ushort PackedValue;
    }
}
