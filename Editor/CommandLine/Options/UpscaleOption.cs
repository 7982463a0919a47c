using System.CommandLine;
using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary><c>--upscale</c>: one option that names the generator's network and the request's factor.</summary>
internal static class UpscaleOption
{
    private static readonly Option<(string Network, int Factor)> Symbol = ValueOption.One(
        "--upscale", "PATH:N", "Makes the maps N times larger with an ESRGAN-type network, an .onnx file or a folder with model.onnx.", Parse);

    public static IBoundOption<TextureGeneratorOptions> Network { get; } =
        BoundOption.Of<TextureGeneratorOptions, (string Network, int Factor)>(nameof(TextureGeneratorOptions.Upscaler), Symbol, (options, value) => options with { Upscaler = value.Network });

    public static IBoundOption<TextureRequest> Factor { get; } =
        BoundOption.Of<TextureRequest, (string Network, int Factor)>(nameof(TextureRequest.Upscale), Symbol, (request, value) => request with { Upscale = value.Factor });

    private static (string Network, int Factor) Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            ? (text[..colon], factor)
            : throw new UsageException($"is '{text}'; a network and a factor are expected, for example realesrgan.onnx:4.");
    }
}
