using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.UIElements;

namespace DiffusionTextures.Authoring
{
    /// <summary>The pictures of a history, the newest first: choose one to see it large, apply it or mark it.</summary>
    internal sealed class VariantsView : VisualElement
    {
        private const int Shown = 24;
        private const float ThumbnailSize = 72;
        private const float PreviewSize = 256;

        private readonly Dictionary<string, Texture2D> _pictures = new Dictionary<string, Texture2D>();
        private readonly Image _preview = new Image { scaleMode = ScaleMode.ScaleToFit };
        private readonly Label _about = new Label();
        private readonly Button _apply;
        private readonly Button _favourite;
        private readonly VisualElement _grid = new VisualElement();
        private GenerationRecord? _chosen;
        private Texture2D? _live;
        private int _livePreviews;

        /// <summary>A view.</summary>
        /// <param name="apply">Told which picture goes to the material.</param>
        /// <param name="favourite">Told which picture is marked or no longer is.</param>
        public VariantsView(Action<GenerationRecord> apply, Action<GenerationRecord> favourite)
        {
            _apply = new Button(() => WithChosen(apply)) { text = "Apply to Material" };
            _favourite = new Button(() => WithChosen(favourite)) { text = "Favourite" };
            _preview.style.width = PreviewSize;
            _preview.style.height = PreviewSize;
            _grid.style.flexDirection = FlexDirection.Row;
            _grid.style.flexWrap = Wrap.Wrap;
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            row.Add(_apply);
            row.Add(_favourite);
            Add(_preview);
            Add(_about);
            Add(row);
            Add(_grid);
        }

        /// <summary>Shows an asset's history; the chosen picture stays chosen, and the newest is where it is gone.</summary>
        /// <exception cref="MaterialException">The document cannot be read.</exception>
        public void Show(PromptMaterialAsset asset)
        {
            var history = asset.Material.History;
            _grid.Clear();
            GenerationRecord? chosen = null;
            for (var i = history.Count - 1; i >= Math.Max(0, history.Count - Shown); i--)
            {
                var record = history[i];
                if (PictureOf(record) is { } picture)
                {
                    _grid.Add(Thumbnail(record, picture));
                    chosen = chosen == null || record.Id == _chosen?.Id ? record : chosen;
                }
            }

            Choose(chosen);
        }

        /// <summary>Shows what the step that runs expects the picture to be.</summary>
        public void ShowLive(GenerationJob job)
        {
            if (job.Preview is not { } picture || job.State.Previews == _livePreviews)
            {
                return;
            }

            _livePreviews = job.State.Previews;
            ReleaseLive();
            _live = TexelUpload.From(picture, "Preview");
            _preview.image = _live;
            _preview.style.display = DisplayStyle.Flex;
            _about.text = $"{job.Settings.Prompt} · seed {job.Seed}";
        }

        /// <summary>Destroys the pictures.</summary>
        public void Release()
        {
            ReleaseLive();
            foreach (var picture in _pictures.Values)
            {
                TexelUpload.Destroy(picture);
            }

            _pictures.Clear();
        }

        private VisualElement Thumbnail(GenerationRecord record, Texture2D picture)
        {
            var image = new Image { image = picture, scaleMode = ScaleMode.ScaleToFit };
            image.style.width = ThumbnailSize;
            image.style.height = ThumbnailSize;
            var button = new Button(() => Choose(record)) { tooltip = AboutOf(record) };
            button.Add(image);
            return button;
        }

        private void Choose(GenerationRecord? record)
        {
            _chosen = record;
            _preview.image = record == null ? null : PictureOf(record);
            _about.text = record == null ? "No pictures yet." : AboutOf(record);
            _favourite.text = record is { Favourite: true } ? "★ Favourite" : "☆ Favourite";
            ReleaseLive();
            _apply.SetEnabled(record != null);
            _favourite.SetEnabled(record != null);
            _preview.style.display = record == null ? DisplayStyle.None : DisplayStyle.Flex;
        }

        private void ReleaseLive()
        {
            if (_live != null)
            {
                TexelUpload.Destroy(_live);
                _live = null;
            }
        }

        private void WithChosen(Action<GenerationRecord> action)
        {
            if (_chosen != null)
            {
                action(_chosen);
            }
        }

        /// <summary>Null where the result is no longer stored.</summary>
        private Texture2D? PictureOf(GenerationRecord record)
        {
            if (!_pictures.TryGetValue(record.Id, out var picture))
            {
                var file = EditorGenerations.Open.Results.FileOf(record.Id, MaterialMaps.Albedo);
                if (file == null)
                {
                    return null;
                }

                picture = TexelUpload.From(TextureImage.Load(file), record.Settings.Prompt);
                _pictures.Add(record.Id, picture);
            }

            return picture;
        }

        private static string AboutOf(GenerationRecord record) => $"{(record.Favourite ? "★ " : string.Empty)}{record.Settings.Prompt} · seed {record.Seed}";
    }
}
