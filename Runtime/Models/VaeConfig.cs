using System;
using System.Linq;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Models
{
    /// <summary>What a VAE's config.json says about its latents.</summary>
    internal sealed class VaeConfig
    {
        /// <summary>The class of TAESD.</summary>
        public const string TinyClass = "AutoencoderTiny";

        private const int UsualFullSizeChannels = 256;

        public VaeConfig(ComponentConfig config)
        {
            // TAESD takes the U-Net's latents as they are; its latent_magnitude and latent_shift are for storing latents as pictures.
            var isTiny = config.String("_class_name", string.Empty) == TinyClass;
            LatentChannels = config.Int32("latent_channels", 4);
            ScalingFactor = (float)config.Double("scaling_factor", isTiny ? 1 : 0.18215);
            ShiftFactor = (float)config.Double("shift_factor", 0);
            var channels = config.Int32List(isTiny && !config.Has("block_out_channels") ? "decoder_block_out_channels" : "block_out_channels");
            var blocks = channels.Count;
            FullSizeChannels = blocks < 2 ? UsualFullSizeChannels : channels.OrderBy(count => count).ElementAt(1);
            ScaleFactor = blocks == 0 ? 8 : 1 << (blocks - 1);
            HasKnownBlocks = blocks > 1 && config.Json.Find("up_block_types")?.Items.Any(block => block.Kind == JsonKind.String && block.AsString() == "UpDecoderBlock2D") == true;
            ForceUpcast = config.Boolean("force_upcast", false);
            if (LatentChannels < 1 || LatentChannels > 64 || blocks > 6 || !(Math.Abs(ScalingFactor) > 1e-6f))
            {
                throw new ModelException(
                    $"'{config.Path}' describes a VAE of {LatentChannels} latent channels, {blocks} blocks and scaling factor {ScalingFactor}, " +
                    "which none of the supported families has. Restore the file from the original export.");
            }
        }

        /// <summary>Channels of the latent: 4, 12 or 16.</summary>
        public int LatentChannels { get; }

        /// <summary>Pixels per latent cell and side, 2^(blocks - 1).</summary>
        public int ScaleFactor { get; }

        /// <summary>Channels of the decoder's largest activation, at the picture's full size: 256 for Stable Diffusion.</summary>
        public int FullSizeChannels { get; }

        /// <summary>The U-Net's latent is (VAE latent - shift) x scaling.</summary>
        public float ScalingFactor { get; }

        /// <summary>Whether it describes diffusers' own network, whose sizes follow from <see cref="FullSizeChannels"/>.</summary>
        public bool HasKnownBlocks { get; }

        /// <summary>Whether a float16 export must compute in float32, as SDXL's does: its signals leave the range of float16.</summary>
        public bool ForceUpcast { get; }

        /// <inheritdoc cref="ScalingFactor"/>
        public float ShiftFactor { get; }
    }
}
