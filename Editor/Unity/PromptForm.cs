using System;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace DiffusionTextures.Authoring
{
    /// <summary>The fields of a prompt material. An empty or zero field means the model's own default.</summary>
    internal sealed class PromptForm : VisualElement
    {
        private readonly TextField _prompt = new TextField("Prompt") { multiline = true, tooltip = "What the texture shows. (moss:1.3) weighs words." };
        private readonly TextField _negative = new TextField("Not") { tooltip = "What it should not show." };
        private readonly TextField _model = new TextField("Model") { tooltip = "Folder inside of the project's model folder. Empty: the pocket model." };
        private readonly IntegerField _size = new IntegerField("Size") { tooltip = "In texels, a side. 0: the model's own." };
        private readonly IntegerField _steps = new IntegerField("Steps") { tooltip = "0: the model's own." };
        private readonly FloatField _guidance = new FloatField("Guidance") { tooltip = "How much the prompt counts. 0: the model's own." };
        private readonly LongField _seed = new LongField("Seed");
        private readonly EnumField _seedPolicy = new EnumField("Next seed", SeedPolicy.Fixed);
        private readonly Toggle _seamless = new Toggle("Seamless") { tooltip = "Makes the model's convolutions wrap around. The pocket model tiles without." };
        private readonly ObjectField _target = new ObjectField("Material") { objectType = typeof(Material), allowSceneObjects = false };

        /// <summary>A form.</summary>
        /// <param name="asset">Whose material is chosen.</param>
        /// <param name="edit">Told what was edited, and how the document changes by it.</param>
        public PromptForm(PromptMaterialAsset asset, Action<string, Func<PromptMaterial, PromptMaterial>> edit)
        {
            foreach (var field in new VisualElement[] { _prompt, _negative, _model, _size, _steps, _guidance, _seed, _seedPolicy, _seamless, _target })
            {
                Add(field);
            }

            void Vary(string what, Func<GenerationSettings, GenerationSettings> vary) => edit(what, material => material with { Settings = vary(material.Settings) });
            _prompt.RegisterValueChangedCallback(change => Vary("Edit Prompt", settings => settings with { Prompt = change.newValue }));
            _negative.RegisterValueChangedCallback(change => Vary("Edit Negative Prompt", settings => settings with { Negative = change.newValue }));
            _model.RegisterValueChangedCallback(change => Vary("Choose Model", settings => settings with { Model = change.newValue.Length == 0 ? null : change.newValue }));
            _size.RegisterValueChangedCallback(change => Vary("Change Size", settings => settings with { Width = Positive(change.newValue), Height = Positive(change.newValue) }));
            _steps.RegisterValueChangedCallback(change => Vary("Change Steps", settings => settings with { Steps = Positive(change.newValue) }));
            _guidance.RegisterValueChangedCallback(change => Vary("Change Guidance", settings => settings with { Guidance = change.newValue > 0 ? change.newValue : (float?)null }));
            _seed.RegisterValueChangedCallback(change => edit("Change Seed", material => material with { Seed = Math.Min(Math.Max(0, change.newValue), PromptMaterial.MaxSeed) }));
            _seedPolicy.RegisterValueChangedCallback(change => edit("Change Seed", material => material with { SeedPolicy = (SeedPolicy)change.newValue }));
            _seamless.RegisterValueChangedCallback(change => Vary(
                "Change Seamless", settings => settings with { Edits = settings.Edits with { Tiling = change.newValue ? TileAxes.XY : TileAxes.None } }));
            _target.RegisterValueChangedCallback(change =>
            {
                Undo.RecordObject(asset, "Choose Material");
                asset.Target = change.newValue as Material;
                EditorUtility.SetDirty(asset);
            });
        }

        /// <summary>Shows a document, without telling of it.</summary>
        /// <exception cref="MaterialException">The document cannot be read.</exception>
        public void Show(PromptMaterialAsset asset)
        {
            var material = asset.Material;
            var settings = material.Settings;
            _prompt.SetValueWithoutNotify(settings.Prompt);
            _negative.SetValueWithoutNotify(settings.Negative);
            _model.SetValueWithoutNotify(settings.Model ?? string.Empty);
            _size.SetValueWithoutNotify(settings.Width ?? 0);
            _steps.SetValueWithoutNotify(settings.Steps ?? 0);
            _guidance.SetValueWithoutNotify(settings.Guidance ?? 0);
            _seed.SetValueWithoutNotify(material.Seed);
            _seedPolicy.SetValueWithoutNotify(material.SeedPolicy);
            _seamless.SetValueWithoutNotify(settings.Edits.Tiling == TileAxes.XY);
            _target.SetValueWithoutNotify(asset.Target);
        }

        private static int? Positive(int value) => value > 0 ? value : (int?)null;
    }
}
