using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;

namespace DiffusionTextures
{
    /// <summary>Refuses a request before it begins where its memory cannot suffice. Counts only what is certain, so that nothing is refused that could run.</summary>
    internal static class RequestMemory
    {
        /// <param name="model">The model.</param>
        /// <param name="sessions">Knows the limit and what is loaded.</param>
        /// <param name="request">A resolved request.</param>
        /// <exception cref="InferenceException">The request needs more than there is; the message says how much, and what to do.</exception>
        public static void Check(DiffusionModel model, SessionFactory sessions, TextureRequest request)
        {
            if (!(sessions.Budget is { } budget))
            {
                return;
            }

            var (width, height) = Cells(model, request);
            Require("U-Net", model.UNet.WeightBytes, UNetBytes(model, request), $"run fewer rows at once ({nameof(TextureGeneratorOptions.MaxBatchRows)})");
            Require("VAE", model.VaeDecoder.WeightBytes, VaeBytes(model, request), $"decode in smaller tiles ({nameof(TextureRequest.VaeTiling)})");

            void Require(string part, long weights, long run, string remedy)
            {
                var loaded = sessions.Memory == MemoryPolicy.KeepAll ? sessions.LoadedBytes : weights;
                if (loaded + run > budget.Bytes)
                {
                    throw new InferenceException(
                        $"The {part} needs at least {MemoryBudget.Megabytes(run)} for {width * model.Vae.ScaleFactor} x {height * model.Vae.ScaleFactor} texels beside {MemoryBudget.Megabytes(loaded)} of weights, " +
                        $"but {budget.Source}. Ask for a smaller picture, {remedy}, or load with {nameof(MemoryPolicy)}.{nameof(MemoryPolicy.Sequential)}.");
                }
            }
        }

        /// <summary>How many generators that share the weights can make such pictures at the same time, at most; at least 1.</summary>
        /// <inheritdoc cref="Check"/>
        public static int AtOnce(DiffusionModel model, SessionFactory sessions, TextureRequest request)
        {
            if (!(sessions.Budget is { } budget))
            {
                return int.MaxValue;
            }

            var run = Math.Max(1, Math.Max(UNetBytes(model, request), VaeBytes(model, request)));
            return (int)Math.Max(1, Math.Min(int.MaxValue, (budget.Bytes - sessions.LoadedBytes) / run));
        }

        private static (int Width, int Height) Cells(DiffusionModel model, TextureRequest request)
        {
            var scale = Math.Max(1, request.Hires?.Scale ?? 1);
            return ((int)(scale * request.Width!.Value) / model.Vae.ScaleFactor, (int)(scale * request.Height!.Value) / model.Vae.ScaleFactor);
        }

        private static long UNetBytes(DiffusionModel model, TextureRequest request)
        {
            var (width, height) = Cells(model, request);
            return model.UNet.RunBytes(request.GuidanceScale > 1 && model.UNet.TimestepCondDim == 0 ? 2 : 1, height, width);
        }

        private static long VaeBytes(DiffusionModel model, TextureRequest request)
        {
            var (width, height) = Cells(model, request);
            return model.VaeDecoder.RunBytes(height, width, request.VaeTiling!);
        }
    }
}
