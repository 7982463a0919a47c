using System;
using DiffusionTextures.Models;

namespace DiffusionTextures.Pipelines
{
    /// <summary>When a refiner may take over.</summary>
    internal static class RefinerRules
    {
        /// <summary>Whether the request walks one latent that another U-Net can go on with: no pair, and nothing that the noise was found for with this one.</summary>
        public static bool Allows(TextureRequest request, DiffusionModel model)
        {
            return request.PromptEdit == null && request.CycleEdit == null && request.Inversion == null && !model.IsInpainting && !model.IsUpscaling;
        }

        /// <exception cref="ArgumentException">A hand-over was asked for that is not possible.</exception>
        public static void Check(TextureRequest request, DiffusionModel model, bool hasRefiner)
        {
            var start = request.RefinerStart!.Value;
            if (!(start >= 0 && start <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.RefinerStart), start, "Give a fraction from 0 to 1; 0.8 is usual, 1 leaves the refiner out.");
            }

            if (start < 1 && !hasRefiner)
            {
                throw new ArgumentException(
                    $"The generator has no refiner. Name one in {nameof(TextureGeneratorOptions)}.{nameof(TextureGeneratorOptions.RefinerFolder)}.", nameof(TextureRequest.RefinerStart));
            }

            if (start < 1 && !Allows(request, model))
            {
                throw new ArgumentException("A refiner goes with text-to-image, image-to-image and inpainting by an ordinary model. Set 1 for edits of a picture.", nameof(TextureRequest.RefinerStart));
            }
        }
    }
}
