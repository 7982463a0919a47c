using System;
using System.Collections.Generic;
using System.Threading;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Decoding;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Models
{
    /// <summary>A model folder with its parts loaded.</summary>
    /// <remarks>Owns the sessions. Made, used and disposed on the inference thread.</remarks>
    internal sealed class DiffusionModel : IDisposable
    {
        private const int PartCount = 6;

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

        /// <summary>Whether the U-Net takes mask and masked picture beside the latent.</summary>
        public bool IsInpainting => UNet.InChannels != UNet.OutChannels;

        /// <summary>Encodes pictures; null when the folder has no vae_encoder.</summary>
        public VaeEncoder? VaeEncoder { get; private init; }

        /// <summary>Loads every part.</summary>
        /// <exception cref="ModelException">A part is missing, damaged, or does not fit the others.</exception>
        /// <exception cref="OperationCanceledException">The load was cancelled; nothing stays loaded.</exception>
        public static DiffusionModel Load(ModelFolder folder, SessionFactory sessions, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
        {
            folder.Require("text_encoder");
            folder.Require("unet");
            folder.Require("vae_decoder");
            var loaded = new List<IDisposable>();
            var read = 0;
            try
            {
                progress?.Report(new GenerationProgress(GenerationStage.Load, 0, PartCount));
                var vae = new VaeConfig(folder.Config("vae_decoder"));
                var tokenizer = Tell(ClipTokenizer.Load(folder.PathOf("tokenizer")));
                var textEncoder = Tell(Keep(new TextEncoder(Open("text_encoder"))));
                var unet = Tell(Keep(new UNet(Open("unet"), folder.Config("unet"))));
                var vaeDecoder = Tell(Keep(new LatentDecoder(Open("vae_decoder"), vae)));
                var vaeEncoder = Tell(folder.Has("vae_encoder") ? Keep(new VaeEncoder(Open("vae_encoder"), vae)) : null);
                var materialDecoder = Tell(folder.Has("material_decoder") ? Keep(new LatentDecoder(Open("material_decoder"), vae)) : null);
                var model = new DiffusionModel(folder, vae, tokenizer, textEncoder, unet, vaeDecoder, materialDecoder) { VaeEncoder = vaeEncoder };
                model.CheckThatPartsFit();
                loaded.Clear();
                return model;
            }
            finally
            {
                loaded.ForEach(part => part.Dispose());
            }

            OnnxSession Open(string component) => sessions.Create(new ModelSource(folder.ModelPath(component)), cancellationToken);

            T Tell<T>(T part)
            {
                progress?.Report(new GenerationProgress(GenerationStage.Load, ++read, PartCount));
                return part;
            }

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
            VaeEncoder?.Dispose();
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

            var inpainting = 2 * UNet.OutChannels + 1;
            if (UNet.InChannels != UNet.OutChannels && UNet.InChannels != inpainting)
            {
                throw new ModelException(
                    $"The U-Net '{UNet.Path}' takes {UNet.InChannels} channels and predicts {UNet.OutChannels}; text-to-image models take {UNet.OutChannels}, inpainting models {inpainting}. " +
                    "Other kinds of U-Net are not supported.");
            }
        }
    }
}
