using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Conditioning
{
    /// <summary>The text side of a model: tokenizers, text encoders and the prompt encoder of its family.</summary>
    /// <remarks>Owns the sessions.</remarks>
    internal sealed class PromptEncoders : IDisposable
    {
        private readonly List<TextEncoder> _textEncoders = new List<TextEncoder>();
        private readonly ModelFolder _folder;
        private readonly EditedSources _sources;
        private readonly Func<string, OnnxSession> _open;

        private PromptEncoders(ModelFolder folder, EditedSources sources, Func<string, OnnxSession> open)
        {
            _folder = folder;
            _sources = sources;
            _open = open;
        }

        /// <summary>The tokenizer that prompts are counted with.</summary>
        public ClipTokenizer Tokenizer { get; private set; } = null!;

        /// <summary>The family's prompt encoder.</summary>
        public IPromptEncoder PromptEncoder { get; private set; } = null!;

        /// <summary>Loads the text side.</summary>
        /// <param name="folder">The model folder.</param>
        /// <param name="family">Its family.</param>
        /// <param name="unet">The U-Net that is steered.</param>
        /// <param name="sources">The edits of the text encoders.</param>
        /// <param name="open">Opens a part's session.</param>
        /// <exception cref="ModelException">A part is missing, damaged, or gives conditioning that the U-Net does not take.</exception>
        public static PromptEncoders Load(ModelFolder folder, ModelFamily family, UNet unet, EditedSources sources, Func<string, OnnxSession> open)
        {
            var encoders = new PromptEncoders(folder, sources, open);
            try
            {
                encoders.PromptEncoder = family == ModelFamily.StableDiffusion ? encoders.LoadClip(unet) : encoders.LoadSdxl(family, unet);
                return encoders;
            }
            catch
            {
                encoders.Dispose();
                throw;
            }
        }

        /// <summary>Has the text encoders in memory until the lease is disposed; prompts are encoded inside one.</summary>
        /// <exception cref="ModelException">A file went missing or was damaged.</exception>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        public SessionLease Use(RunControl control) => SessionLease.Of(_textEncoders.Select(encoder => encoder.Session), control);

        /// <summary>Sets the weights of the LoRAs for the prompts that are encoded next.</summary>
        public void SetLoraScales(float[] scales) => _textEncoders.ForEach(encoder => encoder.LoraScales = scales);

        public void Dispose() => _textEncoders.ForEach(encoder => encoder.Dispose());

        private ClipPromptEncoder LoadClip(UNet unet)
        {
            var encoder = LoadEncoder("tokenizer", "text_encoder", _ => "last_hidden_state", null, out var dim);
            CheckDim(unet, dim);
            return new ClipPromptEncoder(encoder, unet.TimestepCondDim);
        }

        private SdxlPromptEncoder LoadSdxl(ModelFamily family, UNet unet)
        {
            var firstDim = 0;
            var first = family == ModelFamily.StableDiffusionXL ? LoadEncoder("tokenizer", "text_encoder", Penultimate, null, out firstDim) : null;
            var second = LoadEncoder("tokenizer_2", "text_encoder_2", Penultimate, "text_embeds", out var secondDim);
            CheckDim(unet, firstDim < 0 || secondDim < 0 ? -1 : firstDim + secondDim);
            var timeIds = unet.FindExtra("time_ids")?.Dimensions[1] ?? -1;
            return new SdxlPromptEncoder(
                first,
                second,
                timeIds > 0 ? timeIds : family == ModelFamily.StableDiffusionXL ? 6 : 5,
                _folder.Index.Boolean("force_zeros_for_empty_prompt", true),
                unet.TimestepCondDim);
        }

        private ChunkEncoder LoadEncoder(string tokenizer, string component, Func<TextEncoder, string> statesOutput, string? pooledOutput, out int dim)
        {
            var encoder = new TextEncoder(_open(component));
            _textEncoders.Add(encoder);
            var clip = _sources.WithEmbeddings(ClipTokenizer.Load(_folder.PathOf(tokenizer)));
            Tokenizer ??= clip;
            dim = _folder.Config(component).Int32("hidden_size", -1);
            return new ChunkEncoder(clip, encoder, _sources.ClipSkipOutput ?? statesOutput(encoder), pooledOutput);
        }

        /// <summary>SDXL was trained on the states before the last layer, without the final norm.</summary>
        private static string Penultimate(TextEncoder encoder)
        {
            return encoder.HiddenStateCount >= 2
                ? $"hidden_states.{encoder.HiddenStateCount - 2}"
                : throw new ModelException($"'{encoder.Path}' gives no hidden_states, which SDXL needs. Export it with output_hidden_states.");
        }

        private void CheckDim(UNet unet, int dim)
        {
            if (dim >= 0 && unet.CrossAttentionDim >= 0 && dim != unet.CrossAttentionDim)
            {
                throw new ModelException(
                    $"The U-Net '{unet.Path}' expects conditioning [B,77,{unet.CrossAttentionDim}] but the text encoders of '{_folder.Path}' give [B,77,{dim}]. " +
                    "Use a U-Net and text encoders of one family; those of one model folder fit.");
            }
        }
    }
}
