using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffusionTextures.Models
{
    /// <summary>What kind of diffusion model a folder holds, recognised from its parts and its pipeline class.</summary>
    internal sealed class ModelFamily
    {
        private static readonly (string Marker, ModelFamily Family)[] Unsupported =
        {
            ("StableDiffusion3", new ModelFamily("Stable Diffusion 3")),
            ("Flux", new ModelFamily("Flux")),
            ("PixArt", new ModelFamily("PixArt")),
            ("Kandinsky", new ModelFamily("Kandinsky")),
            ("StableCascade", new ModelFamily("Stable Cascade")),
            ("Wuerstchen", new ModelFamily("Wuerstchen")),
        };

        private ModelFamily(string name)
        {
            Name = name;
        }

        /// <summary>One text encoder: Stable Diffusion 1 and 2 and what is distilled from them, the pocket model.</summary>
        public static ModelFamily StableDiffusion { get; } = new ModelFamily("Stable Diffusion")
        {
            Components = new[] { "text_encoder", "unet", "vae_decoder" },
        };

        /// <summary>Two text encoders and micro-conditioning.</summary>
        public static ModelFamily StableDiffusionXL { get; } = new ModelFamily("Stable Diffusion XL")
        {
            Components = new[] { "text_encoder", "text_encoder_2", "unet", "vae_decoder" },
        };

        /// <summary>The second text encoder only, and an aesthetic score.</summary>
        public static ModelFamily StableDiffusionXLRefiner { get; } = new ModelFamily("Stable Diffusion XL refiner")
        {
            Components = new[] { "text_encoder_2", "unet", "vae_decoder" },
        };

        /// <summary>As the world calls it.</summary>
        public string Name { get; }

        /// <summary>The models without which the family cannot run.</summary>
        public IReadOnlyList<string> Components { get; private init; } = Array.Empty<string>();

        /// <summary>Recognises a folder and checks that it is complete.</summary>
        /// <exception cref="ModelException">The family is not supported, or a part is missing.</exception>
        public static ModelFamily Recognize(ModelFolder folder)
        {
            var pipeline = folder.PipelineClass;
            var unsupported = Unsupported.FirstOrDefault(entry => pipeline.Contains(entry.Marker, StringComparison.OrdinalIgnoreCase)).Family
                ?? (folder.Has("transformer") ? new ModelFamily("a diffusion transformer") : null);
            if (unsupported != null)
            {
                throw new ModelException(
                    $"'{folder.Path}' holds {unsupported.Name} ({pipeline}), which is not supported yet. Use a Stable Diffusion 1, 2 or XL export, or the pocket model.");
            }

            var family = !folder.Has("text_encoder_2") ? StableDiffusion : folder.Has("text_encoder") ? StableDiffusionXL : StableDiffusionXLRefiner;
            foreach (var component in family.Components)
            {
                folder.Require(component);
            }

            return family;
        }
    }
}
