using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Adapters;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Models
{
    /// <summary>Chooses the edits that apply to each part of a model and makes them.</summary>
    internal sealed class EditedSources
    {
        private readonly ModelEdits _edits;
        private readonly ModelFolder? _exported;
        private readonly LoraFile[] _loras;
        private readonly TextualInversionFile[] _embeddings;
        private TextualInversion? _inversion;
        private AttentionMapsOut? _attentionMaps;

        /// <param name="edits">What is changed.</param>
        /// <param name="exported">The folder that is exported with its edits made for good: LoRA weights are numbers in the model instead of an input, and clip skip is
        /// where every tool reads the state. Null for edits while the model is loaded.</param>
        /// <exception cref="ArgumentException">An edit's setting is out of range.</exception>
        /// <exception cref="ModelException">An adapter file is missing or damaged.</exception>
        public EditedSources(ModelEdits edits, ModelFolder? exported = null)
        {
            if ((edits.Tiling & ~TileAxes.XY) != 0)
            {
                throw new ArgumentOutOfRangeException(nameof(edits), edits.Tiling, $"{nameof(ModelEdits.Tiling)} is None, X, Y or XY.");
            }

            if (edits.ClipSkip is < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(edits), edits.ClipSkip, $"{nameof(ModelEdits.ClipSkip)} counts from 1, the last layer.");
            }

            _edits = edits;
            _exported = exported;
            _loras = edits.Loras.Select(lora => LoraFile.Open(lora.Path, lora.AllowPartial)).ToArray();
            _embeddings = edits.Embeddings.Select(embedding => TextualInversionFile.Open(embedding.Path)).ToArray();
        }

        /// <summary>Folders of the ControlNets.</summary>
        public IReadOnlyList<string> ControlNets => _edits.ControlNets;

        /// <summary>Weights of the LoRAs in requests that give none of their own.</summary>
        public float[] LoraScales => _edits.Loras.Select(lora => lora.Weight).ToArray();

        /// <summary>The same for the text encoders.</summary>
        public float[] TextLoraScales => _edits.Loras.Select(lora => lora.TextEncoderWeight ?? lora.Weight).ToArray();

        /// <summary>The text encoder's output that clip skip steers with, or null when the model's own is used.</summary>
        public string? ClipSkipOutput => _edits.ClipSkip.HasValue ? NewClipSkip().OutputName : null;

        /// <summary>Whether prompt edits are possible.</summary>
        public bool HasAttentionControl => _edits.AttentionControl;

        /// <summary>Whether requests may ask where words act.</summary>
        public bool HasAttentionMaps => _edits.AttentionMaps;

        /// <summary>Number of the U-Net's cross-attention layers by halvings of the latent, once its edits are made; empty without attention maps.</summary>
        public IReadOnlyDictionary<int, int> AttentionLayers => _attentionMaps?.Layers ?? new Dictionary<int, int>();

        /// <summary>Axes on which textures continue at the opposite border.</summary>
        public TileAxes Tiling => _edits.Tiling;

        /// <summary>A part with its edits made; the file itself when there are none.</summary>
        /// <exception cref="ModelException">The file is damaged, or an edit finds nothing to change.</exception>
        public ModelSource Of(string component, string path)
        {
            return Edit(component, path, new List<EditReport>()) is { } model
                ? new ModelSource(path, model)
                : new ModelSource(path);
        }

        /// <summary>Makes a part's edits; null when there are none.</summary>
        /// <param name="component">The part's folder, such as unet.</param>
        /// <param name="path">Its model.onnx.</param>
        /// <param name="reports">Takes what each edit changed.</param>
        /// <exception cref="ModelException">The file is damaged, or an edit finds nothing to change.</exception>
        public OnnxModel? Edit(string component, string path, List<EditReport> reports)
        {
            var edits = EditsOf(component);
            if (edits.Count == 0)
            {
                return null;
            }

            var model = OnnxModel.Open(path);
            foreach (var edit in edits)
            {
                reports.Add(edit.Apply(model));
            }

            return model;
        }

        /// <summary>The tokenizer with the words of the embeddings, once the text encoder's edits are made.</summary>
        public ClipTokenizer WithEmbeddings(ClipTokenizer tokenizer)
        {
            foreach (var word in EmbeddingWords())
            {
                tokenizer = tokenizer.WithToken(word.Token, word.Ids);
            }

            return tokenizer;
        }

        /// <summary>The words of the embeddings and their ids in the text encoder whose edits were made last.</summary>
        public IReadOnlyList<(string Token, int[] Ids)> EmbeddingWords()
        {
            return _embeddings.Select((file, i) => (_edits.Embeddings[i].Token, Enumerable.Range(_inversion!.FirstIdOf(i), file.Count).ToArray())).ToList();
        }

        private List<IGraphEdit> EditsOf(string component)
        {
            var edits = new List<IGraphEdit>();
            switch (component)
            {
                case "text_encoder":
                case "text_encoder_2":
                    AddTextEdits(edits, component == "text_encoder_2");
                    break;
                case "unet":
                    AddTiling(edits);
                    AddLoras(edits, LoraPart.UNet);
                    if (_edits.ControlNets.Count > 0)
                    {
                        edits.Add(new ControlNetInputs());
                    }

                    if (_edits.AttentionControl)
                    {
                        edits.Add(new AttentionControl());
                    }

                    if (_edits.AttentionMaps)
                    {
                        edits.Add(_attentionMaps = new AttentionMapsOut());
                    }

                    break;
                default:
                    AddTiling(edits);
                    break;
            }

            return edits;
        }

        private void AddTextEdits(List<IGraphEdit> edits, bool isSecond)
        {
            if (_edits.ClipSkip.HasValue)
            {
                edits.Add(NewClipSkip());
            }

            AddLoras(edits, isSecond ? LoraPart.TextEncoder2 : LoraPart.TextEncoder);
            if (_embeddings.Length > 0)
            {
                _inversion = new TextualInversion(_embeddings, isSecond);
                edits.Add(_inversion);
            }
        }

        private void AddTiling(List<IGraphEdit> edits)
        {
            if (_edits.Tiling != TileAxes.None)
            {
                edits.Add(new SeamlessTiling(_edits.Tiling));
            }
        }

        private void AddLoras(List<IGraphEdit> edits, LoraPart part)
        {
            if (_loras.Length > 0)
            {
                var scales = part == LoraPart.UNet ? LoraScales : TextLoraScales;
                edits.Add(new LoraBranches(_loras, part, _exported == null ? null : scales));
            }
        }

        private ClipSkip NewClipSkip()
        {
            var place = _exported == null ? ClipSkipPlace.OwnOutput : _exported.Has("text_encoder_2") ? ClipSkipPlace.Penultimate : ClipSkipPlace.LastHiddenState;
            return new ClipSkip(_edits.ClipSkip!.Value, _edits.ClipSkipFinalNorm, place);
        }
    }
}
