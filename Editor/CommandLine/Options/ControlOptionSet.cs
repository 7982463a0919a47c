using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>What each ControlNet is given: the k-th value of an option belongs to the k-th <c>--controlnet</c>.</summary>
internal static class ControlOptionSet
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, IReadOnlyList<FloatTensor>>(
            nameof(TextureRequest.ControlNets),
            ValueOption.Many("--control-image", "FILE", "Picture for a ControlNet, a PNG or .npy [1,3,H,W] in [0,1].", path => ValueOption.ReadPictureOrTensor(path, ToUnit)),
            (request, images) => request with { ControlNets = [.. images.Select(image => new ControlNetInput(image))] }),
        Each("--control-weight", "Weight of a ControlNet, usually 0 to 2. Default: 1.", (input, value) => input with { Weight = value }),
        Each("--control-from", "Fraction of the steps after which a ControlNet begins. Default: 0.", (input, value) => input with { Start = value }),
        Each("--control-to", "Fraction of the steps at which a ControlNet ends. Default: 1.", (input, value) => input with { End = value }),
    ];

    private static IBoundOption<TextureRequest> Each(string name, string description, Func<ControlNetInput, float, ControlNetInput> set)
    {
        return BoundOption.Of<TextureRequest, IReadOnlyList<float>>(
            name,
            ValueOption.Many(name, "X", description, text => ValueOption.ParseReal(text, "0.5")),
            (request, values) => values.Count > request.ControlNets.Count
                ? throw new UsageException($"{name} is given {values.Count} times but --control-image {request.ControlNets.Count} times. Give each ControlNet its picture.")
                : request with { ControlNets = [.. request.ControlNets.Select((input, index) => index < values.Count ? set(input, values[index]) : input)] });
    }

    private static FloatTensor ToUnit(TextureImage image)
    {
        var tensor = image.ToTensor();
        foreach (ref var value in tensor.Span)
        {
            value = (value + 1) / 2;
        }

        return tensor;
    }
}
