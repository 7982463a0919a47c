using System;
using UnityEditor;
using UnityEngine.UIElements;

namespace DiffusionTextures.Authoring
{
    /// <summary>The inspector of prompt materials: write, generate, choose, apply.</summary>
    [CustomEditor(typeof(PromptMaterialAsset))]
    internal sealed class PromptMaterialEditor : Editor
    {
        private PromptForm? _form;
        private GenerationView? _generation;
        private VariantsView? _variants;
        private HelpBox? _problem;

        private PromptMaterialAsset Asset => (PromptMaterialAsset)target;

        /// <inheritdoc/>
        public override VisualElement CreateInspectorGUI()
        {
            _form = new PromptForm(Asset, Edit);
            _generation = new GenerationView(Generate, () => EditorGenerations.Cancel(Asset));
            _variants = new VariantsView(Apply, ToggleFavourite);
            _problem = new HelpBox(string.Empty, HelpBoxMessageType.Error);
            var root = new VisualElement();
            root.Add(_form);
            root.Add(_generation);
            root.Add(_problem);
            root.Add(_variants);
            Refresh();
            return root;
        }

        private void OnEnable()
        {
            Undo.undoRedoPerformed += Refresh;
            EditorGenerations.Changed += OnChanged;
        }

        private void OnDisable()
        {
            Undo.undoRedoPerformed -= Refresh;
            EditorGenerations.Changed -= OnChanged;
            _variants?.Release();
        }

        private void OnChanged(GenerationJob job)
        {
            if (job.Material != EditorGenerations.KeyOf(Asset))
            {
                return;
            }

            _generation?.Show(job, EditorGenerations.IsBusy(Asset));
            if (job.State.IsOver)
            {
                Try(() => _variants?.Show(Asset));
            }
            else
            {
                _variants?.ShowLive(job);
            }
        }

        private void Refresh()
        {
            if (_form == null || target == null)
            {
                return;
            }

            Try(() =>
            {
                _form.Show(Asset);
                _variants?.Show(Asset);
                _generation?.Idle(EditorGenerations.IsBusy(Asset));
            });
        }

        private void Edit(string what, Func<PromptMaterial, PromptMaterial> edit)
        {
            Try(() => Change(what, edit(Asset.Material)));
        }

        private void Generate(int count)
        {
            Try(() =>
            {
                var seeds = new long[count];
                var material = Asset.Material;
                var random = new System.Random();
                for (var i = 0; i < count; i++)
                {
                    // Several of one seed would be one picture: a fixed seed is the first, the others count on.
                    seeds[i] = material.SeedPolicy == SeedPolicy.Fixed ? material.Seed + i : material.TakeSeed(random, out material);
                }

                if (material != Asset.Material)
                {
                    Change("Generate Textures", material);
                }

                EditorGenerations.Generate(Asset, new VariantGrid { Seeds = seeds });
                _generation?.Idle(true);
            });
        }

        private void Apply(GenerationRecord record) => Try(() => GeneratedTextures.Apply(Asset, record));

        private void ToggleFavourite(GenerationRecord record)
        {
            Try(() =>
            {
                var history = new System.Collections.Generic.List<GenerationRecord>(Asset.Material.History);
                var at = history.FindIndex(candidate => candidate.Id == record.Id);
                history[at] = history[at] with { Favourite = !history[at].Favourite };
                Change("Favourite", Asset.Material with { History = history });
                _variants?.Show(Asset);
            });
        }

        private void Change(string what, PromptMaterial material)
        {
            Undo.RecordObject(Asset, what);
            Asset.Material = material;
            EditorUtility.SetDirty(Asset);
        }

        private void Try(Action action)
        {
            try
            {
                action();
                Say(string.Empty);
            }
            catch (Exception exception) when (exception is DiffusionException || exception is ArgumentException || exception is System.IO.IOException)
            {
                Say(exception.Message);
            }
        }

        private void Say(string problem)
        {
            if (_problem != null)
            {
                _problem.text = problem;
                _problem.style.display = problem.Length == 0 ? DisplayStyle.None : DisplayStyle.Flex;
            }
        }
    }
}
