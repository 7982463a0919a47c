using System;
using DiffusionTextures.Denoising;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Repaints what a mask leaves open: with an inpainting U-Net, or with an ordinary one by putting back the rest after every step.</summary>
    internal sealed class Inpainting : IPipeline
    {
        public LatentBatch Run(PipelineRun run)
        {
            // The order of the draws is the reference's: picture, start noise, masked picture.
            var request = run.Request;
            var conditioning = run.EncodePrompts(request);
            var mask = new InpaintingMask(request.Mask!, run.Shape, run.Model.Vae.ScaleFactor);
            var strength = request.Strength!.Value;
            var fromNoise = strength == 1;
            var timetable = run.LastTimetable(run.Shape, strength);
            var needsPicture = !(fromNoise && run.Model.IsInpainting);
            var picture = needsPicture ? run.EncodePicture(request.InitImage!, run.Noise.Vae(0)) : Array.Empty<float>();
            var noise = run.Noise.InitLatents();
            var latents = fromNoise
                ? StartLatents.FromNoise(noise, timetable.Scheduler)
                : StartLatents.FromPicture(picture, noise, timetable.Scheduler, timetable.BeginIndex);
            return run.Denoise(new DenoisePass(run.Shape, conditioning, timetable, latents)
            {
                Blend = run.Model.IsInpainting ? null : new MaskBlend(mask.Latent, picture, noise),
                FixedChannels = run.Model.IsInpainting ? FixedChannels(run, mask) : Array.Empty<float>(),
            });
        }

        /// <summary>What an inpainting U-Net takes beside the latent: the mask, then the latent of the picture with the mask blanked.</summary>
        private static float[] FixedChannels(PipelineRun run, InpaintingMask mask)
        {
            var masked = run.EncodePicture(mask.Blank(run.Request.InitImage!), run.Noise.Vae(1));
            var channels = new float[mask.Latent.Length + masked.Length];
            mask.Latent.CopyTo(channels, 0);
            masked.CopyTo(channels, mask.Latent.Length);
            return channels;
        }
    }
}
