using DiffusionTextures.Decoding;

namespace DiffusionTextures.Benchmarks.Textures;

/// <summary>Decoded planes of 1024x1024 to texels, next to copying as many bytes as are read and written, half each.</summary>
internal static class PackingSection
{
    private const int Texels = 1024 * 1024;

    public static void Run()
    {
        var planes = new float[3 * Texels];
        var random = new Random(1);
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = (random.NextSingle() * 2.2f) - 1.1f;
        }

        var plane = planes.AsMemory(0, Texels);
        byte[] output = new byte[8 * Texels], from = new byte[10 * Texels], to = new byte[10 * Texels];
        var work = new (string Name, int Read, int Written, Action Once)[]
        {
            ("SignedToRgba8", 12, 4, () => PixelPacking.SignedToRgba8(planes, output.AsSpan(0, 4 * Texels))),
            ("SignedToRg8", 12, 2, () => PixelPacking.SignedToRg8(planes, output.AsSpan(0, 2 * Texels))),
            ("UnitToR8", 4, 1, () => PixelPacking.UnitToR8(plane.Span, output.AsSpan(0, Texels))),
            ("UnitToR16", 4, 2, () => PixelPacking.UnitToR16(plane.Span, output.AsSpan(0, 2 * Texels))),
            ("UnitToRgba8", 4, 4, () => PixelPacking.UnitToRgba8(plane.Span, output.AsSpan(0, 4 * Texels))),
            ("ToRgba16Float", 12, 8, () => HalfPacking.ToRgba16Float(planes, output)),
            ("SignedSrgbToLinearRgba16Float", 12, 8, () => HalfPacking.SignedSrgbToLinearRgba16Float(planes, output)),
        };
        var table = new Table("Packing of 1024x1024", "ms", "copy of as many bytes, ms", "ratio");
        foreach (var (name, read, written, once) in work)
        {
            var bytes = (read + written) * Texels / 2;
            var times = Race.Run(TimeSpan.FromSeconds(1), once, () => from.AsSpan(0, bytes).CopyTo(to));
            table.Add(name, $"{times[0].Best * 1e3:0.000}", $"{times[1].Best * 1e3:0.000}", $"{times[0].Best / times[1].Best:0.00}");
        }

        table.Print();
    }
}
