using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>How the VAE works.</summary>
internal static class VaeOptionSet
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, VaeTiling>(
            nameof(TextureRequest.VaeTiling),
            ValueOption.One(
                "--vae-tiling",
                "TILE[:OVERLAP]|off",
                "Decodes and encodes in tiles of so many latent cells, which saves memory; neighbours share OVERLAP cells, by default a quarter. Default: tiles for very large pictures.",
                Parse),
            (request, value) => request with { VaeTiling = value }),
    ];

    private static VaeTiling Parse(string text)
    {
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            return VaeTiling.Off;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var tile = ParseCells(colon < 0 ? text : text[..colon], text);
        return new VaeTiling { TileSize = tile, Overlap = colon < 0 ? tile / 4 : ParseCells(text[(colon + 1)..], text) };
    }

    private static int ParseCells(string cells, string text)
    {
        return int.TryParse(cells, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"is '{text}'; a tile's side in latent cells is expected, with or without an overlap, for example 64 or 64:16, or off.");
    }
}
