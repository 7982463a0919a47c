using System;
using System.Collections.Generic;
using System.Threading;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Decoding;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Models
{
    /// <summary>A model folder with its parts loaded.</summary>
    /// <remarks>Owns the sessions. Made, used and disposed on the inference thread.</remarks>
    internal sealed class DiffusionModel : IDisposable
    {
        private DiffusionModel(
            ModelFolder folder, VaeConfig vae, ClipTokenizer tokenizer, TextEncoder textEncoder, UNet unet, LatentDecoder vaeDecoder, LatentDecoder? materialDecoder)
        {
            Folder = folder;
            Vae = vae;
            Tokenizer = tokenizer;
            TextEncoder = textEncoder;
            UNet = unet;
            VaeDecoder = vaeDecoder;
            MaterialDecoder = materialDecoder;
        }

        public ModelFolder Folder { get; }

        public VaeConfig Vae { get; }

        public ClipTokenizer Tokenizer { get; }

        public TextEncoder TextEncoder { get; }

        public UNet UNet { get; }

        public LatentDecoder VaeDecoder { get; }

        /// <summary>Decodes height, roughness and metallic from the latent; null for models without one.</summary>
        public LatentDecoder? MaterialDecoder { get; }

        /// <summary>Loads every part.</summary>
        /// <exception cref="ModelException">A part is missing, damaged, or does not fit the others.</exception>
        /// <exception cref="OperationCanceledException">The load was cancelled; nothing stays loaded.</exception>
        public static DiffusionModel Load(ModelFolder folder, SessionFactory sessions, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
        {
            folder.Require("text_encoder");
            folder.Require("unet");
            folder.Require("vae_decoder");
            var hasMaterialDecoder = folder.Has("material_decoder");
            var count = hasMaterialDecoder ? 5 : 4;
            var loaded = new List<IDisposable>();
            try
            {
                progress?.Report(new GenerationProgress(GenerationStage.Load, 0, count));
                var vae = new VaeConfig(folder.Config("vae_decoder"));
                var tokenizer = ClipTokenizer.Load(folder.PathOf("tokenizer"));
                progress?.Report(new GenerationProgress(GenerationStage.Load, 1, count));
                var textEncoder = Keep(new TextEncoder(Open("text_encoder")));
                progress?.Report(new GenerationProgress(GenerationStage.Load, 2, count));
                var unet = Keep(new UNet(Open("unet"), folder.Config("unet")));
                progress?.Report(new GenerationProgress(GenerationStage.Load, 3, count));
                var vaeDecoder = Keep(new LatentDecoder(Open("vae_decoder"), vae));
                progress?.Report(new GenerationProgress(GenerationStage.Load, 4, count));
                var materialDecoder = hasMaterialDecoder ? Keep(new LatentDecoder(Open("material_decoder"), vae)) : null;
                var model = new DiffusionModel(folder, vae, tokenizer, textEncoder, unet, vaeDecoder, materialDecoder);
                model.CheckThatPartsFit();
                progress?.Report(new GenerationProgress(GenerationStage.Load, count, count));
                loaded.Clear();
                return model;
            }
            finally
            {
                loaded.ForEach(part => part.Dispose());
            }

            OnnxSession Open(string component) => sessions.Create(new ModelSource(folder.ModelPath(component)), cancellationToken);

            T Keep<T>(T part)
                where T : IDisposable
            {
                loaded.Add(part);
                return part;
            }
        }

        public void Dispose()
        {
            TextEncoder.Dispose();
            UNet.Dispose();
            VaeDecoder.Dispose();
            MaterialDecoder?.Dispose();
        }

        private void CheckThatPartsFit()
        {
            var hiddenSize = Folder.Config("text_encoder").Int32("hidden_size", -1);
            if (hiddenSize >= 0 && UNet.CrossAttentionDim >= 0 && hiddenSize != UNet.CrossAttentionDim)
            {
                throw new ModelException(
                    $"The U-Net '{UNet.Path}' expects conditioning [B,77,{UNet.CrossAttentionDim}] but the text encoder '{TextEncoder.Path}' gives [B,77,{hiddenSize}]. " +
                    "Use the text encoder from the same model folder.");
            }

            if (UNet.OutChannels != Vae.LatentChannels)
            {
                throw new ModelException(
                    $"The U-Net '{UNet.Path}' predicts {UNet.OutChannels} latent channels but the VAE '{VaeDecoder.Path}' decodes {Vae.LatentChannels}. " +
                    "Use the VAE from the same model folder.");
            }

            if (UNet.InChannels != UNet.OutChannels)
            {
                throw new ModelException(
                    $"The U-Net '{UNet.Path}' takes {UNet.InChannels} channels: it is an inpainting or upscaling model, which text-to-image cannot use. Give a text-to-image model.");
            }
        }
    }
}
