using DiffusionTextures.Models;

namespace DiffusionTextures.CommandLine.Inspection;

/// <summary>Says what a model is, from its folders and configuration alone.</summary>
internal static class ModelFamilyName
{
    private const int InpaintingChannels = 9;
    private const int UpscalingChannels = 7;

    /// <summary>The family in words, such as Stable Diffusion, inpainting.</summary>
    /// <exception cref="ModelException">The family is not supported, or a part is missing or damaged.</exception>
    public static string Of(ModelFolder folder)
    {
        var name = ModelFamily.Recognize(folder).Name;
        var unet = folder.Config("unet");
        name += unet.Int32("in_channels", 0) switch
        {
            InpaintingChannels => ", inpainting",
            UpscalingChannels => ", upscaling",
            _ => string.Empty,
        };
        name += unet.Has("time_cond_proj_dim") ? ", latent consistency" : string.Empty;
        return name + (folder.Has("material_decoder") ? ", with a material decoder" : string.Empty);
    }
}
