using System;
using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>What is changed in a model's graphs while it is loaded, so that a stock export gets features that it was not exported with.</summary>
    public sealed record ModelEdits
    {
        /// <summary>Borders that continue at the opposite one: every zero-padding convolution of U-Net and VAE wraps around instead.</summary>
        public TileAxes Tiling { get; init; }

        /// <summary>
        /// Layer of the text encoder to steer with, counted from the end: 1 is the last, 2 the one before, as "clip skip" in other tools.
        /// Null: the model's own.
        /// </summary>
        public int? ClipSkip { get; init; }

        /// <summary>Whether the final layer norm is applied to the state that <see cref="ClipSkip"/> chooses: true for Stable Diffusion 1 tools, false for penultimate states as they are.</summary>
        public bool ClipSkipFinalNorm { get; init; } = true;

        /// <summary>LoRAs to add. Their weights can change with every request.</summary>
        public IReadOnlyList<LoraReference> Loras { get; init; } = Array.Empty<LoraReference>();

        /// <summary>Textual inversions to add: new words for prompts.</summary>
        public IReadOnlyList<EmbeddingReference> Embeddings { get; init; } = Array.Empty<EmbeddingReference>();

        /// <summary>Folders of ControlNet exports, each with a model.onnx. Requests give each a picture.</summary>
        public IReadOnlyList<string> ControlNets { get; init; } = Array.Empty<string>();

        /// <summary>Whether requests may edit a picture by its prompt (<see cref="TextureRequest.PromptEdit"/>).</summary>
        public bool AttentionControl { get; init; }

        /// <summary>
        /// Whether requests may ask where a word acts (<see cref="TextureRequest.AttentionWords"/>) and keep a prompt edit local
        /// (<see cref="PromptEdit.LocalBlendWord"/>). The U-Net then gives its cross-attention in every step.
        /// </summary>
        public bool AttentionMaps { get; init; }
    }

    /// <summary>A LoRA file and its weight.</summary>
    public sealed record LoraReference
    {
        /// <summary>A LoRA.</summary>
        /// <param name="path">A safetensors file in kohya, diffusers, PEFT or LyCORIS naming.</param>
        /// <param name="weight">Weight in requests that give none of their own; usually 0 to 1.</param>
        public LoraReference(string path, float weight = 1)
        {
            Path = path;
            Weight = weight;
        }

        /// <summary>A safetensors file.</summary>
        public string Path { get; init; }

        /// <summary>Weight in requests that give none of their own.</summary>
        public float Weight { get; init; }

        /// <summary>Weight for the text encoders; null for <see cref="Weight"/>.</summary>
        public float? TextEncoderWeight { get; init; }

        /// <summary>Whether layers that the model does not have are passed over instead of being an error.</summary>
        public bool AllowPartial { get; init; }
    }

    /// <summary>A textual inversion file and the word that stands for it.</summary>
    public sealed record EmbeddingReference
    {
        /// <summary>An embedding.</summary>
        /// <param name="path">A safetensors file with one or many vectors, or SDXL's pair.</param>
        /// <param name="token">The word in prompts; null for the file's name.</param>
        public EmbeddingReference(string path, string? token = null)
        {
            Path = path;
            Token = token ?? System.IO.Path.GetFileNameWithoutExtension(path);
        }

        /// <summary>A safetensors file.</summary>
        public string Path { get; init; }

        /// <summary>The word in prompts.</summary>
        public string Token { get; init; }
    }
}
