using DiffusionTextures.Textures.Containers;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.CommandLine.Output;

/// <summary>How pictures become the bytes of files.</summary>
/// <param name="Format">The kind of file.</param>
/// <param name="Compression">For KTX2 and DDS: block compression of every map, or null for what suits each.</param>
/// <param name="HasMips">For KTX2 and DDS: whether mip levels are made.</param>
internal sealed record FileEncoding(FileFormat Format, TextureCompression? Compression, bool HasMips)
{
    /// <summary>With its dot.</summary>
    public string Extension => ExtensionOf(Format);

    /// <summary>Whether maps of one channel are wanted with 16 bits.</summary>
    public bool HasSixteenBitMasks => Format == FileFormat.Png16;

    public static string ExtensionOf(FileFormat format) => format switch
    {
        FileFormat.Ktx2 => ".ktx2",
        FileFormat.Dds => ".dds",
        _ => ".png",
    };

    /// <summary>A whole file.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="map">Which map it is; null for a picture that is none.</param>
    /// <param name="metadata">What PNG and KTX2 files carry.</param>
    public byte[] Encode(TextureImage image, MaterialMaps? map, PngMetadata metadata)
    {
        if (Format is FileFormat.Png or FileFormat.Png16)
        {
            return PngWriter.Write(image, metadata);
        }

        var settings = map is { } one ? StoredTextureSettings.ForMap(one) : new StoredTextureSettings();
        var texture = StoredTexture.From(image, settings with
        {
            // Height stays as it is: block compression would leave 8 of its 16 bits.
            Compression = image.Format == PixelFormat.R16 ? TextureCompression.None : Compression ?? settings.Compression,
            Mips = HasMips ? settings.Mips : null,
            Metadata = metadata.Entries,
        });
        return Format == FileFormat.Ktx2 ? KtxFile.Write(texture) : DdsFile.Write(texture);
    }
}
