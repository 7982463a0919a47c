using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Decoding;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Schedulers;
using DiffusionTextures.Upscaling;

namespace DiffusionTextures.Models
{
    /// <summary>A model folder with its parts loaded.</summary>
    /// <remarks>Owns the sessions. Made, used and disposed on the inference thread.</remarks>
    internal sealed class DiffusionModel : IDisposable
    {
        private const int PartCount = 5;
        private const int UsualMaxNoiseLevel = 350;

        private readonly List<IDisposable> _parts = new List<IDisposable>();

        private DiffusionModel(ModelFolder folder, EditedSources edits)
        {
            Edits = edits;
            Folder = folder;
            Family = ModelFamily.Recognize(folder);
            SchedulerConfig = folder.SchedulerConfig();
            Vae = new VaeConfig(folder.Config("vae_decoder"));
        }

        public ModelFolder Folder { get; }

        /// <summary>The model's own scheduler, read once.</summary>
        public ComponentConfig SchedulerConfig { get; }

        public ModelFamily Family { get; }

        public VaeConfig Vae { get; }

        public PromptEncoders Text { get; private set; } = null!;

        public UNet UNet { get; private set; } = null!;

        public LatentDecoder VaeDecoder { get; private set; } = null!;

        /// <summary>Encodes pictures; null when the folder has no vae_encoder.</summary>
        public VaeEncoder? VaeEncoder { get; private set; }

        /// <summary>Decodes height, roughness and metallic from the latent; null for models without one.</summary>
        public LatentDecoder? MaterialDecoder { get; private set; }

        /// <summary>Makes previews; null when the generator was loaded without one.</summary>
        public LatentDecoder? PreviewDecoder { get; private set; }

        /// <summary>Enlarges pictures; null when the generator was loaded without one.</summary>
        public UpscaleModel? Upscaler { get; private set; }

        /// <summary>The ControlNets that the generator was loaded with; null for none.</summary>
        public ControlNetSet? ControlNets { get; private set; }

        /// <summary>The edits that the model was loaded with.</summary>
        public EditedSources Edits { get; }

        /// <summary>Whether the U-Net takes mask and masked picture beside the latent.</summary>
        public bool IsInpainting => UNet.InChannels == InpaintingChannels;

        /// <summary>Whether the U-Net takes a small picture beside the latent and makes it large, as Stable Diffusion x4 upscaler does.</summary>
        public bool IsUpscaling => UNet.InChannels == UpscalingChannels;

        /// <summary>How the small picture of an upscaling model is noised (low_res_scheduler); null for other models.</summary>
        public NoiseSchedule? PictureSchedule { get; private set; }

        /// <summary>The most noise that an upscaling model takes on the small picture.</summary>
        public int MaxNoiseLevel => Math.Min(PictureSchedule!.Length - 1, Folder.Index.Int32("max_noise_level", UsualMaxNoiseLevel));

        private int InpaintingChannels => (2 * UNet.OutChannels) + 1;

        private int UpscalingChannels => UNet.OutChannels + 3;

        /// <summary>Loads every part.</summary>
        /// <exception cref="ModelException">A part is missing, damaged, or does not fit the others.</exception>
        /// <exception cref="OperationCanceledException">The load was cancelled; nothing stays loaded.</exception>
        public static DiffusionModel Load(
            ModelFolder folder, EditedSources sources, SessionFactory sessions, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
        {
            var model = new DiffusionModel(folder, sources);
            try
            {
                model.LoadParts(sessions, false, progress, cancellationToken);
                model.CheckThatPartsFit();
                return model;
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }

        /// <summary>Loads what a refiner does: text encoders and U-Net. Its latents come from a base model and are decoded by that one's VAE.</summary>
        /// <exception cref="ModelException">A part is missing, damaged, or does not fit the base model.</exception>
        /// <exception cref="OperationCanceledException">The load was cancelled; nothing stays loaded.</exception>
        public static DiffusionModel LoadRefiner(ModelFolder folder, EditedSources sources, SessionFactory sessions, DiffusionModel model, CancellationToken cancellationToken)
        {
            var refiner = new DiffusionModel(folder, sources);
            try
            {
                refiner.LoadParts(sessions, true, null, cancellationToken);
                if (refiner.UNet.InChannels != refiner.UNet.OutChannels || refiner.UNet.OutChannels != model.UNet.OutChannels || refiner.Vae.ScaleFactor != model.Vae.ScaleFactor)
                {
                    throw new ModelException(
                        $"The refiner's U-Net '{refiner.UNet.Path}' takes {refiner.UNet.InChannels} channels for {refiner.UNet.OutChannels} of latents at 1/{refiner.Vae.ScaleFactor} of the size, " +
                        $"but '{model.UNet.Path}' makes {model.UNet.OutChannels} at 1/{model.Vae.ScaleFactor}. Use a refiner of the same family.");
                }

                return refiner;
            }
            catch
            {
                refiner.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            // Parts before their sessions, which were opened first.
            for (var i = _parts.Count - 1; i >= 0; i--)
            {
                _parts[i].Dispose();
            }

            _parts.Clear();
        }

        private void LoadParts(SessionFactory sessions, bool isRefiner, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
        {
            var read = 0;
            progress?.Report(new GenerationProgress(GenerationStage.Load, read, PartCount));
            UNet = Keep(new UNet(Open("unet"), Folder.Config("unet")) { MaxBatchRows = sessions.MaxBatchRows });
            Text = Keep(PromptEncoders.Load(Folder, Family, UNet, Edits, Open));
            if (isRefiner)
            {
                return;
            }

            VaeDecoder = Keep(new LatentDecoder(Open("vae_decoder"), Vae));
            VaeEncoder = Keep(Folder.Has("vae_encoder") ? new VaeEncoder(Open("vae_encoder"), Vae) : null);
            PreviewDecoder = Keep(Folder.PreviewPath == null ? null : new LatentDecoder(OpenFile("vae_decoder", Folder.PreviewModelPath), PreviewConfig()));
            Upscaler = Keep(Folder.UpscalerPath == null ? null : new UpscaleModel(OpenSource(new ModelSource(Folder.UpscalerPath))));
            MaterialDecoder = Keep(Folder.Has("material_decoder") ? new LatentDecoder(Open("material_decoder"), MaterialConfig()) : null);

            if (Edits.ControlNets.Count > 0)
            {
                ControlNets = Keep(new ControlNetSet(
                    Edits.ControlNets.Select(path => new ControlNet(OpenFile("controlnet", Path.Combine(path, "model.onnx"))) { MaxBatchRows = sessions.MaxBatchRows }).ToArray(),
                    Vae.ScaleFactor));
            }

            OnnxSession Open(string component) => OpenFile(component, Folder.ModelPath(component));

            // Kept at once, so that a part that refuses its session does not leave it loaded.
            OnnxSession OpenFile(string component, string path)
            {
                var source = Edits.Of(component, path);
                var isUpcast = Vae.ForceUpcast && Family != ModelFamily.StableDiffusion && component.StartsWith("vae_", StringComparison.Ordinal);
                return OpenSource(isUpcast ? source.InFloat32() ?? source : source);
            }

            OnnxSession OpenSource(ModelSource source)
            {
                var session = sessions.Create(source, cancellationToken);
                _parts.Add(session);
                return session;
            }

            T Keep<T>(T part)
                where T : IDisposable?
            {
                if (part != null)
                {
                    _parts.Add(part);
                }

                progress?.Report(new GenerationProgress(GenerationStage.Load, Math.Min(++read, PartCount), PartCount));
                return part;
            }
        }

        /// <summary>The material decoder was trained on the latents of the model's own VAE, whichever VAE decodes the colours.</summary>
        private VaeConfig MaterialConfig()
        {
            if (!Folder.IsVaeSwapped)
            {
                return Vae;
            }

            var own = new VaeConfig(Folder.OwnConfig("vae_decoder"));
            return own.ScaleFactor == Vae.ScaleFactor
                ? own
                : throw new ModelException(
                    $"The VAE of '{Folder.RootOf("vae_decoder")}' makes {Vae.ScaleFactor} texels of a latent cell but the material decoder of '{Folder.Path}' makes {own.ScaleFactor}. " +
                    "Use a VAE with the same factor.");
        }

        private VaeConfig PreviewConfig()
        {
            var config = new VaeConfig(Folder.PreviewConfig());
            return config.LatentChannels == Vae.LatentChannels
                ? config
                : throw new ModelException(
                    $"The preview decoder '{Folder.PreviewPath}' decodes {config.LatentChannels} latent channels but the VAE of '{Folder.RootOf("vae_decoder")}' has {Vae.LatentChannels}. " +
                    "Use the tiny autoencoder that was made for this family.");
        }

        private void CheckThatPartsFit()
        {
            if (UNet.OutChannels != Vae.LatentChannels)
            {
                throw new ModelException(
                    $"The U-Net '{UNet.Path}' predicts {UNet.OutChannels} latent channels but the VAE '{VaeDecoder.Path}' decodes {Vae.LatentChannels}. " +
                    "Use a VAE and a U-Net of one family; those of one model folder fit.");
            }

            if (UNet.InChannels != UNet.OutChannels && !IsInpainting && !IsUpscaling)
            {
                throw new ModelException(
                    $"The U-Net '{UNet.Path}' takes {UNet.InChannels} channels and predicts {UNet.OutChannels}; text-to-image models take {UNet.OutChannels}, inpainting models {InpaintingChannels}, " +
                    $"upscaling models {UpscalingChannels}. Other kinds of U-Net are not supported.");
            }

            if (IsUpscaling)
            {
                PictureSchedule = NoiseSchedule.Create(SchedulerFactory.Resolve(SchedulerKind.Ddpm, Folder.PictureSchedulerConfig().Json, null), liftsTerminalAlpha: false);
            }

            if (IsInpainting && VaeEncoder == null)
            {
                throw new ModelException(
                    $"The inpainting U-Net '{UNet.Path}' needs the picture's latent, but '{Folder.ModelPath("vae_encoder")}' is missing. Export the model with its VAE encoder.");
            }

            ControlNets?.CheckThatFits(UNet);
        }
    }
}
