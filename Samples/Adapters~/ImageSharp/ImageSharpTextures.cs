using System;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace DiffusionTextures.ImageSharp;

/// <summary>ImageSharp's pictures to ours and back, which brings JPEG, WebP, TIFF and what else ImageSharp reads and writes.</summary>
public static class ImageSharpTextures
{
    /// <summary>Reads a file of any format that ImageSharp knows, as sRGB colours with alpha.</summary>
    /// <exception cref="TextureFileException">ImageSharp cannot read it.</exception>
    public static TextureImage Load(string path)
    {
        try
        {
            using var image = Image.Load<Rgba32>(path);
            return image.ToTextureImage();
        }
        catch (Exception exception) when (exception is ImageFormatException or System.IO.IOException or UnauthorizedAccessException)
        {
            throw new TextureFileException($"Cannot read '{path}': {exception.Message} Check that the file exists and is a picture that ImageSharp reads.", exception);
        }
    }

    /// <summary>A copy in <see cref="PixelFormat.Rgba8Srgb"/>.</summary>
    public static TextureImage ToTextureImage(this Image<Rgba32> image)
    {
        var texture = new TextureImage(image.Width, image.Height, PixelFormat.Rgba8Srgb);
        image.CopyPixelDataTo(texture.Pixels.Span);
        return texture;
    }

    /// <summary>A copy in <see cref="PixelFormat.R16"/>.</summary>
    public static TextureImage ToTextureImage(this Image<L16> image)
    {
        var texture = new TextureImage(image.Width, image.Height, PixelFormat.R16);
        image.CopyPixelDataTo(texture.Pixels.Span);
        return texture;
    }

    /// <summary>A copy: four channels as <see cref="Rgba32"/>, one as <see cref="L8"/> or <see cref="L16"/>. The caller disposes it.</summary>
    /// <exception cref="NotSupportedException">ImageSharp has no such pixels: <see cref="PixelFormat.Rg8"/>, <see cref="PixelFormat.Rgba16Float"/>.</exception>
    public static Image ToImage(this TextureImage texture) => texture.Format switch
    {
        PixelFormat.Rgba8Srgb or PixelFormat.Rgba8 => Image.LoadPixelData<Rgba32>(texture.Pixels.Span, texture.Width, texture.Height),
        PixelFormat.R8 => Image.LoadPixelData<L8>(texture.Pixels.Span, texture.Width, texture.Height),
        PixelFormat.R16 => Image.LoadPixelData<L16>(texture.Pixels.Span, texture.Width, texture.Height),
        _ => throw new NotSupportedException($"A picture in {texture.Format} has no counterpart in ImageSharp. Copy the map in another format."),
    };
}
