namespace DiffusionTextures.Tests.Textures.Compression;

/// <summary>
/// The decoder that judges our encoders against Pillow 9.4's: random blocks in <c>blocks_*.dds</c> (BC7: one of mode 1 per partition, then 64
/// of mode 6) and the pictures that Pillow made of them.
/// </summary>
public class BlockDecoderTests
{
    // The interpolated colours of BC1 to BC5 may be rounded as a decoder likes; those of BC7 are exact.
    [TestCase("bc1", 1)]
    [TestCase("bc3", 1)]
    [TestCase("bc5", 1)]
    [TestCase("bc7", 0)]
    public void Decode_RandomBlocks_IsWhatPillowDecodes(string name, int tolerance)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Data", "textures");
        var texture = StoredTexture.Load(Path.Combine(folder, $"blocks_{name}.dds"));
        var expected = TextureImage.Load(Path.Combine(folder, $"blocks_{name}.png")).Pixels.ToArray();
        var decoded = BlockDecoder.Decode(texture.GetLevel(0).ToArray(), texture.Width, texture.Height, texture.Encoding);
        var channels = name == "bc5" ? 2 : 4;
        for (var i = 0; i < decoded.Length; i++)
        {
            if (i % 4 < channels)
            {
                Assert.That((int)decoded[i], Is.EqualTo((int)expected[i]).Within(tolerance), $"texel {i / 4} of row {texture.Width}, channel {i % 4}");
            }
        }
    }
}
