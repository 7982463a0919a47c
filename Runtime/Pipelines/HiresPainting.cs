using System;
using System.Linq;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Another pipeline's latents enlarged, and a second pass over them that adds detail.</summary>
    internal sealed class HiresPainting : IPipeline
    {
        private readonly IPipeline _first;

        /// <param name="first">Composes the picture at the request's size.</param>
        public HiresPainting(IPipeline first)
        {
            _first = first;
        }

        public LatentBatch Run(PipelineRun run)
        {
            var hires = run.Request.Hires!;
            var small = _first.Run(run.WithoutRefiner());
            var second = run.At(Enlarged(run, hires));
            var tiling = run.Model.Edits.Tiling;
            var picture = LatentResize.Apply(small.Values, small.Shape, second.Shape, hires.Upscale, tiling);
            var conditioning = second.EncodePrompts(second.Request);
            var timetable = second.LastTimetable(second.Shape, hires.Strength);
            var latents = StartLatents.FromPicture(picture, second.Noise.InitLatents(), timetable.Scheduler, timetable.BeginIndex);
            return second.Denoise(new DenoisePass(second.Shape, conditioning, timetable, latents));
        }

        /// <summary>The request of the second pass: as the first one's, larger, with noise of its own size from the same seed.</summary>
        private static TextureRequest Enlarged(PipelineRun run, HiresFix hires)
        {
            var request = run.Request;
            var width = Side(run.Shape.Width, hires.Scale, run.Model.UNet.SizeMultiple);
            var height = Side(run.Shape.Height, hires.Scale, run.Model.UNet.SizeMultiple);
            var factor = run.Model.Vae.ScaleFactor;
            var steps = hires.NumInferenceSteps ?? request.NumInferenceSteps;
            return request with
            {
                Width = width * factor,
                Height = height * factor,
                NumInferenceSteps = steps,
                Timesteps = hires.NumInferenceSteps == null ? request.Timesteps : null,
                Sigmas = hires.NumInferenceSteps == null ? request.Sigmas : null,
                InitLatents = null,
                VaeNoise = null,
                StepNoise = null,
                ControlNets = request.ControlNets.Select(input => input with { Image = Resize(input.Image, width * factor, height * factor) }).ToArray(),
            };
        }

        private static int Side(int cells, float scale, int multiple) => Math.Max(1, (int)Math.Round(cells * scale / multiple)) * multiple;

        private static FloatTensor Resize(FloatTensor image, int width, int height)
        {
            var from = new LatentShape(1, image.Shape[1], image.Shape[2], image.Shape[3]);
            var to = new LatentShape(1, image.Shape[1], height, width);
            return new FloatTensor(LatentResize.Apply(image.Span, from, to, LatentUpscale.Bilinear, TileAxes.None), 1, image.Shape[1], height, width);
        }
    }
}
