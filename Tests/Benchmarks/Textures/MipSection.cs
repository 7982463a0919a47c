using DiffusionTextures.Textures;

namespace DiffusionTextures.Benchmarks.Textures;

/// <summary>Mip chains of 1024x1024, next to a copy of as many bytes as the levels have, read and written.</summary>
internal static class MipSection
{
    private const int Side = 1024;

    public static void Run()
    {
        var table = new Table("Mips of 1024x1024", "Mtexel/s, one thread", "Mtexel/s, all cores", "copy of as many bytes, Mtexel/s");
        foreach (var format in new[] { PixelFormat.Rgba8Srgb, PixelFormat.Rgba8, PixelFormat.R8, PixelFormat.R16 })
        {
            foreach (var filter in new[] { MipFilter.Box, MipFilter.Kaiser })
            {
                var image = new TextureImage(Side, Side, format);
                new Random(1).NextBytes(image.Pixels.Span);
                var settings = new MipSettings { Filter = filter };
                byte[] from = new byte[image.Pixels.Length * 4 / 3], to = new byte[image.Pixels.Length * 4 / 3];
                var times = Race.Run(
                    TimeSpan.FromSeconds(1),
                    () => MipChain.Build(image, settings, 1),
                    () => MipChain.Build(image, settings),
                    () => from.AsSpan().CopyTo(to));
                table.Add($"{format} {filter}", Rate(times[0]), Rate(times[1]), Rate(times[2]));
            }
        }

        table.Print();
    }

    private static string Rate(Samples samples) => $"{Side * Side / samples.Best / 1e6:0}";
}
