using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Models;

namespace DiffusionTextures.Denoising
{
    /// <summary>The words of a request whose attention is followed: those asked for as pictures, and those that keep an edit local.</summary>
    internal sealed class AttentionWatch
    {
        private readonly DiffusionModel _model;
        private readonly TextureRequest _request;
        private readonly Dictionary<string, WordAttention> _pictured = new Dictionary<string, WordAttention>(StringComparer.Ordinal);

        /// <param name="model">The loaded model.</param>
        /// <param name="request">A resolved request.</param>
        /// <param name="conditioning">Its rows.</param>
        /// <exception cref="ArgumentException">A word is not in its prompt.</exception>
        public AttentionWatch(DiffusionModel model, TextureRequest request, TextConditioning conditioning)
        {
            _model = model;
            _request = request;
            var edited = request.PromptEdit == null ? 0 : 1;
            foreach (var word in request.AttentionWords.Distinct(StringComparer.Ordinal))
            {
                _pictured.Add(word, Find(conditioning, edited, word, request.Prompt, nameof(TextureRequest.AttentionWords)));
            }

            if (request.PromptEdit is { LocalBlendWord: { } blended } edit)
            {
                var words = new List<WordAttention> { Find(conditioning, edited, blended, request.Prompt, nameof(TextureRequest.PromptEdit)) };
                if (SourceWord(conditioning, edit, blended) is { } source)
                {
                    words.Add(source);
                }

                Blend = new LocalBlend(words, edit.LocalBlendThreshold, model.Edits.Tiling);
            }

            All = _pictured.Values.Concat(Blend?.Words ?? Array.Empty<WordAttention>()).ToArray();
        }

        /// <summary>Everything that the loop adds up; empty when nobody asks.</summary>
        public WordAttention[] All { get; }

        /// <summary>Keeps an edit local; null where none is to be kept so.</summary>
        public LocalBlend? Blend { get; }

        /// <summary>The picture of each word asked for, once the loop has run.</summary>
        public IReadOnlyDictionary<string, TextureImage> Pictures()
        {
            return _pictured.ToDictionary(
                word => word.Key,
                word => AttentionPicture.Make(word.Value.Levels, _model.Edits.AttentionLayers, _request.Width!.Value, _request.Height!.Value, _model.Edits.Tiling));
        }

        /// <summary>The word that stands in the source prompt for the blended one: the one named, else the same, else the one that it replaces, else none.</summary>
        private WordAttention? SourceWord(TextConditioning conditioning, PromptEdit edit, string blended)
        {
            if (edit.LocalBlendSourceWord is { } named)
            {
                return Find(conditioning, 0, named, edit.SourcePrompt, nameof(TextureRequest.PromptEdit));
            }

            return WordAttention.Find(_model.Text.Tokenizer, conditioning, 0, blended)
                ?? (PromptMapping.Replaced(edit.SourcePrompt, _request.Prompt, blended) is { } replaced
                    ? WordAttention.Find(_model.Text.Tokenizer, conditioning, 0, replaced)
                    : null);
        }

        private WordAttention Find(TextConditioning conditioning, int image, string word, string prompt, string parameter)
        {
            return WordAttention.Find(_model.Text.Tokenizer, conditioning, image, word)
                ?? throw new ArgumentException($"The word '{word}' is not in the prompt '{prompt}'. Name one of its words.", parameter);
        }
    }
}
