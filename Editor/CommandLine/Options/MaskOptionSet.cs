using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Which part of a picture is repainted and how the new part meets the old.</summary>
internal static class MaskOptionSet
{
    private static readonly Dictionary<string, MaskedContent> Contents = new(StringComparer.OrdinalIgnoreCase)
    {
        ["original"] = MaskedContent.Original,
        ["fill"] = MaskedContent.Fill,
        ["noise"] = MaskedContent.LatentNoise,
        ["nothing"] = MaskedContent.LatentNothing,
    };

    private static readonly Dictionary<string, TileAxes> Axes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x"] = TileAxes.X,
        ["y"] = TileAxes.Y,
        ["xy"] = TileAxes.XY,
    };

    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.MaskBlur),
            ValueOption.Real("--mask-blur", "Deviation in texels of the cross-fade at the mask's edge, 0 to 256. Default: 0.", "4"),
            (request, value) => request with { MaskBlur = value }),
        BoundOption.Of<TextureRequest, MaskedContent>(
            nameof(TextureRequest.MaskedContent),
            ValueOption.Word("--masked-content", "What lies under the mask at the start, with a --strength below 1. Default: original.", Contents),
            (request, value) => request with { MaskedContent = value }),
        BoundOption.Of<TextureRequest, bool>(
            nameof(TextureRequest.PasteUnmasked),
            ValueOption.Flag("--no-paste", "Keeps the decoder's texels outside of the mask instead of the picture's own."),
            (request, value) => request with { PasteUnmasked = !value }),
        BoundOption.Of<TextureRequest, Outpaint>(
            nameof(TextureRequest.Outpaint),
            ValueOption.One("--outpaint", "L,T,R,B", "Extends --init-image by so many texels: left, top, right, bottom.", ParseOutpaint),
            (request, value) => request with { Outpaint = value }),
        BoundOption.Of<TextureRequest, TileAxes>(
            nameof(TextureRequest.SeamRemoval),
            ValueOption.Word("--inpaint-seam", "Makes --init-image continue at its opposite borders by repainting a band around them.", Axes),
            (request, value) => request with { SeamRemoval = new SeamRemoval { Axes = value } }),
        BoundOption.Of<TextureRequest, float>(
            nameof(SeamRemoval.Band),
            ValueOption.Real("--seam-band", "Share of each side that --inpaint-seam repaints, above 0 to 1. Default: 0.2.", "0.15"),
            (request, value) => request.SeamRemoval is { } seam
                ? request with { SeamRemoval = seam with { Band = value } }
                : throw new UsageException("--seam-band needs --inpaint-seam with the axes.")),
    ];

    private static Outpaint ParseOutpaint(string text)
    {
        var sides = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var side))
            {
                sides.Add(side);
            }
        }

        return sides.Count == 4 && text.Count(letter => letter == ',') == 3
            ? new Outpaint(sides[0], sides[1], sides[2], sides[3])
            : throw new UsageException($"is '{text}'; four whole numbers of texels are expected, for example 0,0,64,0.");
    }
}
