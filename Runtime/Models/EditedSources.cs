using System;
using System.Collections.Generic;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Models
{
    /// <summary>Chooses the edits that apply to each part of a model and makes them.</summary>
    internal sealed class EditedSources
    {
        private readonly ModelEdits _edits;

        /// <exception cref="ArgumentException">An edit's setting is out of range.</exception>
        public EditedSources(ModelEdits edits)
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
        }

        /// <summary>The text encoder's output that clip skip steers with, or null when the model's own is used.</summary>
        public string? ClipSkipOutput => _edits.ClipSkip.HasValue ? NewClipSkip().OutputName : null;

        /// <summary>A part with its edits made; the file itself when there are none.</summary>
        /// <exception cref="ModelException">The file is damaged, or an edit finds nothing to change.</exception>
        public ModelSource Of(string component, string path)
        {
            var edits = EditsOf(component);
            if (edits.Count == 0)
            {
                return new ModelSource(path);
            }

            var model = OnnxModel.Open(path);
            foreach (var edit in edits)
            {
                edit.Apply(model);
            }

            return new ModelSource(path) { EditedGraph = ModelWriter.Write(model).Bytes };
        }

        private List<IGraphEdit> EditsOf(string component)
        {
            var edits = new List<IGraphEdit>();
            if (component.StartsWith("text_encoder", StringComparison.Ordinal))
            {
                if (_edits.ClipSkip.HasValue)
                {
                    edits.Add(NewClipSkip());
                }
            }
            else if (_edits.Tiling != TileAxes.None)
            {
                edits.Add(new SeamlessTiling(_edits.Tiling));
            }

            return edits;
        }

        private ClipSkip NewClipSkip() => new ClipSkip(_edits.ClipSkip!.Value, _edits.ClipSkipFinalNorm);
    }
}
