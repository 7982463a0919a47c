using System;
using DiffusionTextures.Denoising;
using DiffusionTextures.Latents;
using DiffusionTextures.Pictures;

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
                : StartLatents.FromPicture(UnderMask(run, mask, picture), noise, timetable.Scheduler, timetable.BeginIndex);
            return run.Denoise(new DenoisePass(run.Shape, conditioning, timetable, latents)
            {
                Blend = run.Model.IsInpainting ? null : new MaskBlend(mask.Latent, picture, noise),
                FixedChannels = run.Model.IsInpainting ? FixedChannels(run, mask) : Array.Empty<float>(),
            });
        }

        /// <summary>The picture's latent with what the request wants under the mask.</summary>
        private static float[] UnderMask(PipelineRun run, InpaintingMask mask, float[] picture)
        {
            switch (run.Request.MaskedContent)
            {
                case MaskedContent.Fill:
                    return run.EncodePicture(Filled(run.Request.InitImage!, mask.Texels), run.Noise.Vae(0));
                case MaskedContent.LatentNoise:
                    return Mix(picture, run.Noise.Fresh(), mask.Latent);
                case MaskedContent.LatentNothing:
                    return Mix(picture, new float[picture.Length], mask.Latent);
                default:
                    return picture;
            }
        }

        private static float[] Mix(float[] outside, float[] inside, float[] mask)
        {
            var mixed = new float[outside.Length];
            for (var i = 0; i < mixed.Length; i++)
            {
                var weight = mask[i % mask.Length];
                mixed[i] = ((1 - weight) * outside[i]) + (weight * inside[i]);
            }

            return mixed;
        }

        private static FloatTensor Filled(FloatTensor picture, bool[] open)
        {
            var filled = new FloatTensor(picture.Span.ToArray(), 1, 3, picture.Shape[2], picture.Shape[3]);
            var membrane = new Membrane(open, picture.Shape[3], picture.Shape[2], TileAxes.None);
            for (var channel = 0; channel < 3; channel++)
            {
                membrane.Stretch(filled.Span.Slice(channel * open.Length, open.Length));
            }

            return filled;
        }

        /// <summary>What an inpainting U-Net takes beside the latent: the mask, then the latent of the picture with the mask blanked.</summary>
        private static float[] FixedChannels(PipelineRun run, InpaintingMask mask)
        {
            var masked = run.EncodePicture(mask.Blank(run.Request.InitImage!), run.Noise.Vae(1));
            var binary = mask.Binary;
            var channels = new float[binary.Length + masked.Length];
            binary.CopyTo(channels, 0);
            masked.CopyTo(channels, binary.Length);
            return channels;
        }
    }
}
