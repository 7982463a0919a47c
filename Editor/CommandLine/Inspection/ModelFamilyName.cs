using DiffusionTextures.Models;

namespace DiffusionTextures.CommandLine.Inspection;

/// <summary>Says what a model is, from its folders and configuration alone.</summary>
internal static class ModelFamilyName
{
    private const int OpenClipWidth = 1024;
    private const int InpaintingChannels = 9;

    /// <summary>The family in words, such as Stable Diffusion 1.x, inpainting.</summary>
    public static string Of(ModelFolder folder)
    {
        if (Directory.Exists(folder.PathOf("transformer")))
        {
            return "a transformer model (Stable Diffusion 3, Flux), not supported";
        }

        if (!File.Exists(folder.PathOf("unet", "config.json")))
        {
            return "unknown: there is no unet/config.json";
        }

        try
        {
            var unet = folder.Config("unet");
            var width = unet.Int32List("cross_attention_dim").LastOrDefault();
            var family = folder.Has("text_encoder_2") ? "Stable Diffusion XL" : width >= OpenClipWidth ? "Stable Diffusion 2.x" : "Stable Diffusion 1.x";
            family += unet.Int32("in_channels", 0) == InpaintingChannels ? ", inpainting" : string.Empty;
            family += unet.Has("time_cond_proj_dim") ? ", latent consistency" : string.Empty;
            return family + (folder.Has("material_decoder") ? ", with a material decoder" : string.Empty);
        }
        catch (ModelException)
        {
            return "unknown: unet/config.json is damaged";
        }
    }
}
