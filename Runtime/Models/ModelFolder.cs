using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DiffusionTextures.Models.Json;
using DiffusionTextures.Upscaling;

namespace DiffusionTextures.Models
{
    /// <summary>A model in the diffusers-ONNX folder layout: which parts there are and where, without loading any.</summary>
    /// <remarks>
    /// Layout: <c>model_index.json</c>, <c>scheduler/scheduler_config.json</c>, <c>tokenizer/</c>, and a folder with <c>model.onnx</c> and
    /// <c>config.json</c> (which the first exports of diffusers lack) for each of <c>text_encoder</c>, <c>unet</c>, <c>vae_decoder</c>, and optionally <c>text_encoder_2</c>,
    /// <c>vae_encoder</c>, <c>material_decoder</c>, as Hugging Face Optimum and diffusers export it.
    /// </remarks>
    internal sealed class ModelFolder
    {
        private const string UNet = "unet";

        private readonly string? _vaePath;
        private readonly string? _unetPath;

        private ModelFolder(string path, ComponentConfig index, string? vaePath = null, string? unetPath = null, string? previewPath = null)
        {
            PreviewPath = previewPath;
            Path = path;
            Index = index;
            _vaePath = vaePath;
            _unetPath = unetPath;
        }

        /// <summary>Full path of the folder.</summary>
        public string Path { get; }

        /// <summary>model_index.json.</summary>
        public ComponentConfig Index { get; }

        /// <summary>The pipeline class that the folder was exported from, such as StableDiffusionPipeline.</summary>
        public string PipelineClass => Index.String("_class_name", string.Empty);

        /// <summary>Opens a folder.</summary>
        /// <exception cref="ModelException">There is no such folder, or it has no model_index.json.</exception>
        public static ModelFolder Open(string path)
        {
            if (!Directory.Exists(path))
            {
                throw new ModelException(
                    File.Exists(path)
                        ? $"'{path}' is a file. Give the folder that holds model_index.json; a single .safetensors or .ckpt file has to be exported to ONNX first."
                        : $"There is no folder '{path}'. Give the folder that holds model_index.json, unet, text_encoder and vae_decoder.");
            }

            var full = System.IO.Path.GetFullPath(path);
            return new ModelFolder(full, ComponentConfig.Read(System.IO.Path.Combine(full, "model_index.json")));
        }

        /// <summary>The same folder with its VAE or its U-Net taken from others.</summary>
        /// <param name="vaeFolder">Folder with a vae_decoder; null for the model's own.</param>
        /// <param name="unetFolder">Folder with a unet; null for the model's own.</param>
        /// <param name="previewFolder">Folder with a vae_decoder for previews; null for none.</param>
        /// <param name="upscaler">File or folder of a network that enlarges pictures; null for none.</param>
        /// <exception cref="ModelException">A folder does not have the part.</exception>
        public ModelFolder With(string? vaeFolder, string? unetFolder, string? previewFolder = null, string? upscaler = null)
        {
            return new ModelFolder(
                Path, Index, PartFolder(vaeFolder, "vae_decoder", "VAE"), PartFolder(unetFolder, UNet, "U-Net"), PartFolder(previewFolder, "vae_decoder", "preview decoder"))
            {
                UpscalerPath = upscaler == null ? null : UpscaleModel.FileOf(upscaler),
            };
        }

        /// <summary>The folder whose vae_decoder makes previews; null for none.</summary>
        public string? PreviewPath { get; }

        /// <summary>The file of the network that enlarges pictures; null for none.</summary>
        public string? UpscalerPath { get; private init; }

        /// <summary>Path of the preview decoder's model.onnx.</summary>
        public string PreviewModelPath => System.IO.Path.Combine(PreviewPath!, "vae_decoder", "model.onnx");

        /// <summary>The folder that a part is taken from: this one, or the one that it was swapped for.</summary>
        public string RootOf(string component)
        {
            return component switch
            {
                "vae_decoder" or "vae_encoder" => _vaePath ?? Path,
                UNet => _unetPath ?? Path,
                _ => Path,
            };
        }

        /// <summary>Whether the folder holds a model of that name.</summary>
        public bool Has(string component) => File.Exists(ModelPath(component));

        /// <summary>Path of a part's model.onnx, whether or not it exists.</summary>
        public string ModelPath(string component) => System.IO.Path.Combine(RootOf(component), component, "model.onnx");

        /// <summary>Path of a folder or file beside the parts.</summary>
        public string PathOf(params string[] parts) => parts.Aggregate(Path, System.IO.Path.Combine);

        /// <summary>A part's config.json; where the export has none, what its graph says.</summary>
        /// <exception cref="ModelException">It is damaged, or there is no such part.</exception>
        public ComponentConfig Config(string component) => ConfigIn(RootOf(component), component);

        /// <summary>The config.json of a part of this folder itself, whatever it was swapped for.</summary>
        /// <exception cref="ModelException">It is damaged, or there is no such part.</exception>
        public ComponentConfig OwnConfig(string component) => ConfigIn(Path, component);

        /// <summary>The config.json of the decoder for previews.</summary>
        /// <exception cref="ModelException">It is damaged, or there is no such part.</exception>
        public ComponentConfig PreviewConfig() => ConfigIn(PreviewPath!, "vae_decoder");

        /// <summary>Whether the VAE is that of another folder.</summary>
        public bool IsVaeSwapped => _vaePath != null;

        /// <summary>Class name and configuration of the model's own scheduler; that of a swapped U-Net where its folder has one.</summary>
        /// <exception cref="ModelException">scheduler_config.json is missing or damaged.</exception>
        public ComponentConfig SchedulerConfig() => ComponentConfig.Read(SchedulerPath());

        /// <summary>How an upscaling model's small picture is noised.</summary>
        /// <exception cref="ModelException">low_res_scheduler/scheduler_config.json is missing or damaged.</exception>
        public ComponentConfig PictureSchedulerConfig() => ComponentConfig.Read(PathOf("low_res_scheduler", "scheduler_config.json"));

        /// <summary>What the model's author recommends for generating (generation_config.json); empty when the folder does not say.</summary>
        public ComponentConfig GenerationConfig()
        {
            var path = PathOf("generation_config.json");
            return File.Exists(path)
                ? ComponentConfig.Read(path)
                : new ComponentConfig(path, JsonValue.Object(new Dictionary<string, JsonValue>()));
        }

        private ComponentConfig ConfigIn(string root, string component)
        {
            var part = System.IO.Path.Combine(root, component);
            var path = System.IO.Path.Combine(part, "config.json");
            var model = System.IO.Path.Combine(part, "model.onnx");
            return File.Exists(path) || !File.Exists(model) ? ComponentConfig.Read(path) : GraphConfig.Of(component, model, isXL: Has("text_encoder_2"));
        }

        private string SchedulerPath()
        {
            var swapped = System.IO.Path.Combine(RootOf(UNet), "scheduler", "scheduler_config.json");
            return File.Exists(swapped) ? swapped : PathOf("scheduler", "scheduler_config.json");
        }

        private static string? PartFolder(string? folder, string component, string name)
        {
            if (folder == null)
            {
                return null;
            }

            var full = System.IO.Path.GetFullPath(folder);
            return File.Exists(System.IO.Path.Combine(full, component, "model.onnx"))
                ? full
                : throw new ModelException(
                    $"The {name} folder '{folder}' has no {component}{System.IO.Path.DirectorySeparatorChar}model.onnx. Give a model folder in the diffusers-ONNX layout, or one that holds just {component}.");
        }

        /// <summary>Checks that a part is there.</summary>
        /// <exception cref="ModelException">It is not.</exception>
        public void Require(string component)
        {
            if (!Has(component))
            {
                throw new ModelException(
                    $"'{ModelPath(component)}' is missing. A Stable Diffusion export needs text_encoder, unet and vae_decoder; export the model again with Optimum, or copy the folder completely.");
            }
        }
    }
}
