using System;
using DiffusionTextures.Authoring;
using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>A prompt material as an asset: the document of <see cref="PromptMaterial"/> as text, and the material that its textures go to. Main thread.</summary>
    [CreateAssetMenu(menuName = "Diffusion Textures/Prompt Material", fileName = "Prompt Material")]
    public sealed class PromptMaterialAsset : ScriptableObject
    {
        [SerializeField]
        private Material? _target;

        [SerializeField]
        private string _authored = string.Empty;

        // Apart from what people author, so that the editor's undo of an edit leaves the pictures that were made since.
        [SerializeField]
        private string _history = string.Empty;

        private string? _parsedAuthored;
        private string? _parsedHistory;
        private PromptMaterial? _parsed;

        /// <summary>The material that generated textures are assigned to; null for none.</summary>
        public Material? Target
        {
            get => _target;
            set => _target = value;
        }

        /// <summary>The document as text, as <c>.dtmat.json</c> files hold it.</summary>
        /// <exception cref="MaterialException">The text is damaged, or written by a newer version.</exception>
        public string Document
        {
            get => Material.ToJson();
            set => Material = PromptMaterial.Parse(value);
        }

        /// <summary>The document. To vary it, set another: <c>asset.Material = asset.Material with { … }</c>.</summary>
        /// <exception cref="MaterialException">The asset's text is damaged, or written by a newer version.</exception>
        public PromptMaterial Material
        {
            get
            {
                // Undo changes the texts behind this property's back.
                if (_parsed == null || !ReferenceEquals(_parsedAuthored, _authored) || !ReferenceEquals(_parsedHistory, _history))
                {
                    var authored = _authored.Length == 0 ? new PromptMaterial() : PromptMaterial.Parse(_authored);
                    _parsed = _history.Length == 0 ? authored : authored with { History = PromptMaterial.Parse(_history).History };
                    _parsedAuthored = _authored;
                    _parsedHistory = _history;
                }

                return _parsed;
            }

            set
            {
                _authored = ((value ?? throw new ArgumentNullException(nameof(value))) with { History = Array.Empty<GenerationRecord>() }).ToJson();
                _history = new PromptMaterial { History = value.History }.ToJson();
                _parsed = value;
                _parsedAuthored = _authored;
                _parsedHistory = _history;
            }
        }

        /// <summary>What to ask a generator for: the document's settings with its seed, without previews.</summary>
        /// <param name="seed">Another seed; null for the document's.</param>
        /// <exception cref="MaterialException">The document cannot be read.</exception>
        /// <exception cref="TextureFileException">Its start picture cannot be read.</exception>
        public TextureRequest ToRequest(long? seed = null)
        {
            var material = Material;
            return RequestFactory.RequestOf(material.Settings, seed ?? material.Seed, Paths()) with { Preview = null };
        }

        /// <summary>How to load the generator that the document asks for, its model and edits.</summary>
        /// <exception cref="MaterialException">The document cannot be read.</exception>
        /// <exception cref="ModelException">The platform keeps StreamingAssets inside of an archive.</exception>
        public TextureGeneratorOptions ToOptions()
        {
            ModelLocation.Announce();
            var settings = Material.Settings;
            var options = RequestFactory.OptionsOf(settings with { Model = null }, Paths(), null);
            return settings.Model == null ? options : options with { ModelFolder = ModelLocation.Of(settings.Model) };
        }

        private static DocumentPaths Paths()
        {
            return new DocumentPaths(Application.isEditor ? ModelLocation.ProjectFolder : System.IO.Path.Combine(Application.streamingAssetsPath, ModelLocation.BuildFolder));
        }
    }
}
