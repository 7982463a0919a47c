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

            var scale = Math.Max(1, request.Hires?.Scale ?? 1);
            var width = (int)(scale * request.Width!.Value) / model.Vae.ScaleFactor;
            var height = (int)(scale * request.Height!.Value) / model.Vae.ScaleFactor;
            var rows = request.GuidanceScale > 1 && model.UNet.TimestepCondDim == 0 ? 2 : 1;
            Require("U-Net", model.UNet.WeightBytes, model.UNet.RunBytes(rows, height, width), $"run fewer rows at once ({nameof(TextureGeneratorOptions.MaxBatchRows)})");
            Require("VAE", model.VaeDecoder.WeightBytes, model.VaeDecoder.RunBytes(height, width, request.VaeTiling!), $"decode in smaller tiles ({nameof(TextureRequest.VaeTiling)})");

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
    }
}
