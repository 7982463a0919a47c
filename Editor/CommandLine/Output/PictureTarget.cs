namespace DiffusionTextures.CommandLine.Output;

/// <summary>Keeps the maps of one generation as pictures.</summary>
/// <param name="hasSixteenBitMasks">Whether maps of one channel get 16 bits, not the height alone.</param>
internal sealed class PictureTarget(bool hasSixteenBitMasks) : ITextureTarget
{
    public MaterialMaps Maps => MaterialMaps.All;

    /// <summary>The maps in their order.</summary>
    public List<(MaterialMaps Map, TextureImage Image)> Pictures { get; } = [];

    public void Write(DecodedMaterial material)
    {
        foreach (var map in Enum.GetValues<MaterialMaps>().Where(map => map != MaterialMaps.None && map != MaterialMaps.All && material.Maps.HasFlag(map)))
        {
            var format = Textures.PixelFormats.ForMap(map);
            var image = new TextureImage(material.Width, material.Height, format == PixelFormat.R8 && hasSixteenBitMasks ? PixelFormat.R16 : format);
            material.CopyPixels(map, image.Format, image.Pixels.Span);
            Pictures.Add((map, image));
        }
    }
}
