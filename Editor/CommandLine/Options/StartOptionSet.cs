namespace DiffusionTextures.CommandLine.Options;

/// <summary>What the denoising starts from: a picture, a part of one, or given noise.</summary>
internal static class StartOptionSet
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, FloatTensor>(
            nameof(TextureRequest.InitImage),
            ValueOption.Picture("--init-image", "Picture to start from, a PNG or .npy [1,3,H,W] in [-1,1]; it sets the size.", image => image.ToTensor()),
            (request, value) => request with { InitImage = value }),
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.Strength),
            ValueOption.Real("--strength", "How much of --init-image may change, above 0 to 1. Default: 0.8, with --mask 1.", "0.6"),
            (request, value) => request with { Strength = value }),
        BoundOption.Of<TextureRequest, int>(
            nameof(TextureRequest.NoiseLevel),
            ValueOption.Whole("--noise-level", "Noise that an upscaling model puts on --init-image, 0 to 350: the more, the more it invents. Default: 20.", 40),
            (request, value) => request with { NoiseLevel = value }),
        BoundOption.Of<TextureRequest, FloatTensor>(
            nameof(TextureRequest.Mask),
            ValueOption.Picture("--mask", "What to repaint of --init-image, a PNG or .npy [1,1,H,W]: white is new, black stays.", image => image.ToMask()),
            (request, value) => request with { Mask = value }),
        BoundOption.Of<TextureRequest, FloatTensor>(
            nameof(TextureRequest.InitLatents),
            ValueOption.Tensor("--init-latents", "Start noise [B,C,h,w], standard normal, before scaling by init_noise_sigma."),
            (request, value) => request with { InitLatents = value }),
        BoundOption.Of<TextureRequest, FloatTensor>(
            nameof(TextureRequest.VaeNoise),
            ValueOption.Tensor("--vae-noise", "Noise that the VAE encoder samples with [k,C,h,w]: the picture's, then the masked picture's."),
            (request, value) => request with { VaeNoise = value }),
        BoundOption.Of<TextureRequest, FloatTensor>(
            nameof(TextureRequest.StepNoise),
            ValueOption.Tensor("--step-noise", "Noise of stochastic schedulers [k,B,C,h,w], in the order of the draws."),
            (request, value) => request with { StepNoise = value }),
    ];
}
