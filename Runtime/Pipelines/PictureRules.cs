using System;
using DiffusionTextures.Models;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Refuses pictures, masks and ways to use them that the model or each other rule out.</summary>
    internal static class PictureRules
    {
        private const float GreatestBlur = 256;
        private const float GreatestScale = 8;

        /// <param name="request">A request with its sizes and strength filled in.</param>
        /// <param name="model">The model that is to run it.</param>
        /// <exception cref="ArgumentException">A setting does not fit; the message names it and what to do.</exception>
        public static void Check(TextureRequest request, DiffusionModel model)
        {
            CheckSettings(request);
            CheckCombination(request, model);
            CheckNoiseLevel(request, model);
            if (model.IsUpscaling)
            {
                var factor = model.Vae.ScaleFactor;
                var small = request.InitImage ?? throw new ArgumentException($"This is an upscaling model: give the picture that it makes {factor} times larger.", nameof(TextureRequest.InitImage));
                CheckPicture(small, 3, request.Height!.Value / factor, request.Width!.Value / factor, nameof(TextureRequest.InitImage));
                return;
            }

            if (request.InitImage == null)
            {
                RequireNoPicture(request, model);
                return;
            }

            if (model.VaeEncoder == null)
            {
                throw new ArgumentException(
                    $"A picture to start from needs '{model.Folder.ModelPath("vae_encoder")}', which this model folder does not have. Export the model with its VAE encoder.",
                    nameof(TextureRequest.InitImage));
            }

            var added = request.Outpaint ?? new Outpaint(0, 0, 0, 0);
            CheckPicture(request.InitImage, 3, request.Height!.Value - added.Top - added.Bottom, request.Width!.Value - added.Left - added.Right, nameof(TextureRequest.InitImage));
            if (request.Mask != null)
            {
                CheckPicture(request.Mask, 1, request.Height!.Value, request.Width!.Value, nameof(TextureRequest.Mask));
            }
            else if (model.IsInpainting && !HasOwnMask(request))
            {
                throw new ArgumentException("This is an inpainting model: give a mask as well; all ones repaints everything.", nameof(TextureRequest.Mask));
            }

            RequireShare(request.Strength!.Value, nameof(TextureRequest.Strength));
        }

        /// <summary>The setting of a request that only DDIM can do; null when any scheduler will do.</summary>
        public static string? NeedsDdim(TextureRequest request)
        {
            return request.CycleEdit != null ? nameof(TextureRequest.CycleEdit)
                : request.Inversion != null ? nameof(TextureRequest.Inversion)
                : request.PictureNoise == PictureNoise.StochasticEncode ? nameof(TextureRequest.PictureNoise)
                : null;
        }

        /// <exception cref="ArgumentException">The tensor has another shape.</exception>
        public static void CheckPicture(FloatTensor picture, int channels, int height, int width, string name)
        {
            var shape = picture.Shape;
            if (shape.Count != 4 || shape[0] != 1 || shape[1] != channels || shape[2] != height || shape[3] != width)
            {
                throw new ArgumentException(
                    $"The tensor has shape [{string.Join(",", shape)}]; [1,{channels},{height},{width}] is needed. Scale the picture to the size of the texture.", name);
            }
        }

        private static void CheckSettings(TextureRequest request)
        {
            RequireRange(request.MaskBlur, GreatestBlur, nameof(TextureRequest.MaskBlur), "Give a deviation in texels from 0 to 256; 4 is usual.");
            if (request.Outpaint is { } outpaint
                && (Math.Min(Math.Min(outpaint.Left, outpaint.Top), Math.Min(outpaint.Right, outpaint.Bottom)) < 0 || (outpaint.Left | outpaint.Top | outpaint.Right | outpaint.Bottom) == 0))
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.Outpaint), outpaint, "Give 0 or more texels for each side, and for one of them more than 0.");
            }

            if (request.SeamRemoval is { } seam)
            {
                RequireShare(seam.Band, nameof(SeamRemoval.Band));
                if (seam.Axes == TileAxes.None || (seam.Axes & ~TileAxes.XY) != 0)
                {
                    throw new ArgumentOutOfRangeException(nameof(SeamRemoval.Axes), seam.Axes, "Name X, Y or XY.");
                }
            }

            if (request.CycleEdit is { } cycle)
            {
                RequireRange(cycle.SourceGuidanceScale, 100, nameof(CycleEdit.SourceGuidanceScale), "Give a guidance scale from 0 to 100; 1 is usual.");
                RequireShare(cycle.Eta, nameof(CycleEdit.Eta));
            }

            if (request.Inversion is { } inversion)
            {
                RequireRange(inversion.GuidanceScale, 100, nameof(Inversion.GuidanceScale), "Give a guidance scale from 0 to 100; 1 is usual.");
            }

            if (request.Hires is { } hires)
            {
                RequireShare(hires.Strength, nameof(HiresFix.Strength));
                if (!(hires.Scale > 1 && hires.Scale <= GreatestScale))
                {
                    throw new ArgumentOutOfRangeException(nameof(HiresFix.Scale), hires.Scale, "Give a factor above 1 and at most 8; 2 is usual.");
                }
            }
        }

        private static void CheckCombination(TextureRequest request, DiffusionModel model)
        {
            var ways = new[]
            {
                (Name: nameof(TextureRequest.Mask), IsSet: request.Mask != null),
                (Name: nameof(TextureRequest.Outpaint), IsSet: request.Outpaint != null),
                (Name: nameof(TextureRequest.SeamRemoval), IsSet: request.SeamRemoval != null),
                (Name: nameof(TextureRequest.CycleEdit), IsSet: request.CycleEdit != null),
                (Name: nameof(TextureRequest.Inversion), IsSet: request.Inversion != null),
                (Name: nameof(TextureRequest.PromptEdit), IsSet: request.PromptEdit != null),
            };
            var chosen = Array.FindAll(ways, way => way.IsSet);
            if (chosen.Length > 1)
            {
                throw new ArgumentException($"{chosen[0].Name} and {chosen[1].Name} are both set, but each is a way of its own. Leave one out, or make one texture after the other.", chosen[1].Name);
            }

            if (request.Hires != null && chosen.Length > 0)
            {
                throw new ArgumentException($"A hires fix goes with text-to-image and image-to-image, not with {chosen[0].Name}. Make the texture first, then enlarge it.", nameof(TextureRequest.Hires));
            }

            if (request.SeamRemoval != null && request.AttentionWords.Count > 0)
            {
                throw new ArgumentException("Where words act is not followed while a seam is removed. Leave the words out.", nameof(TextureRequest.AttentionWords));
            }

            if (model.IsInpainting && (request.CycleEdit != null || request.Inversion != null || request.Hires != null))
            {
                var name = request.Hires != null ? nameof(TextureRequest.Hires) : chosen[0].Name;
                throw new ArgumentException($"This is an inpainting model, which cannot do without a mask. Load a text-to-image model for {name}.", name);
            }

            if (model.IsUpscaling && (request.Hires != null || chosen.Length > 0))
            {
                var name = request.Hires != null ? nameof(TextureRequest.Hires) : chosen[0].Name;
                throw new ArgumentException($"This is an upscaling model, which only makes {nameof(TextureRequest.InitImage)} larger. Load a text-to-image model for {name}.", name);
            }

            if (NeedsDdim(request) is { } needsDdim && request.Scheduler != SchedulerKind.Ddim)
            {
                throw new ArgumentException($"{needsDdim} needs {nameof(SchedulerKind.Ddim)}, not {request.Scheduler}. Leave the scheduler out or name it.", needsDdim);
            }
        }

        private static void CheckNoiseLevel(TextureRequest request, DiffusionModel model)
        {
            if (request.NoiseLevel is not { } level)
            {
                return;
            }

            if (!model.IsUpscaling)
            {
                throw new ArgumentException("A noise level is for upscaling models, whose U-Net sees a small picture. Leave it out, or load such a model.", nameof(TextureRequest.NoiseLevel));
            }

            if (level < 0 || level > model.MaxNoiseLevel)
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.NoiseLevel), level, $"The noise level must be 0 to {model.MaxNoiseLevel} for this model; 20 is usual.");
            }
        }

        private static void RequireNoPicture(TextureRequest request, DiffusionModel model)
        {
            if (request.Mask != null)
            {
                throw new ArgumentException($"A mask needs a picture to repaint: set {nameof(TextureRequest.InitImage)}.", nameof(TextureRequest.Mask));
            }

            var orphan = request.Outpaint != null ? nameof(TextureRequest.Outpaint)
                : request.SeamRemoval != null ? nameof(TextureRequest.SeamRemoval)
                : request.CycleEdit != null ? nameof(TextureRequest.CycleEdit)
                : request.Inversion != null ? nameof(TextureRequest.Inversion) : null;
            if (orphan != null)
            {
                throw new ArgumentException($"{orphan} needs a picture: set {nameof(TextureRequest.InitImage)}.", orphan);
            }

            if (model.IsInpainting)
            {
                throw new ArgumentException("This is an inpainting model: give a picture and a mask, or load a text-to-image model.", nameof(TextureRequest.InitImage));
            }
        }

        private static bool HasOwnMask(TextureRequest request) => request.Outpaint != null || request.SeamRemoval != null;

        private static void RequireRange(float value, float greatest, string name, string remedy)
        {
            if (!(value >= 0 && value <= greatest))
            {
                throw new ArgumentOutOfRangeException(name, value, remedy);
            }
        }

        private static void RequireShare(float value, string name)
        {
            if (!(value > 0 && value <= 1))
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and at most 1.");
            }
        }
    }
}
