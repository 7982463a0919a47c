using System;
using System.Collections.Generic;
using System.IO;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace DiffusionTextures.Authoring
{
    /// <summary>Window > Diffusion Textures > Batch: many materials from lines of text, each with its prompt material, generated and applied by itself.</summary>
    internal sealed class BatchWindow : EditorWindow
    {
        [SerializeField]
        private string _lines = "Old wall: mossy red brick wall\nPath: wet cobblestone";

        [SerializeField]
        private string _folder = "Assets/Generated Materials";

        [SerializeField]
        private Material? _template;

        [SerializeField]
        private List<PromptMaterialAsset> _waiting = new List<PromptMaterialAsset>();

        private HelpBox? _message;

        [MenuItem("Window/Diffusion Textures/Batch")]
        private static void Open() => GetWindow<BatchWindow>("Texture Batch");

        private void OnEnable() => EditorGenerations.Changed += OnChanged;

        private void OnDisable() => EditorGenerations.Changed -= OnChanged;

        private void CreateGUI()
        {
            var lines = new TextField("Materials") { multiline = true, value = _lines, tooltip = "One a line: a name, a colon and a prompt." };
            var folder = new TextField("Folder") { value = _folder };
            var template = new ObjectField("Template") { objectType = typeof(Material), allowSceneObjects = false, value = _template, tooltip = "Material to copy; none for the pipeline's Lit shader." };
            lines.RegisterValueChangedCallback(change => _lines = change.newValue);
            folder.RegisterValueChangedCallback(change => _folder = change.newValue);
            template.RegisterValueChangedCallback(change => _template = change.newValue as Material);
            _message = new HelpBox("Each line becomes a material and its prompt material.", HelpBoxMessageType.Info);
            rootVisualElement.Add(lines);
            rootVisualElement.Add(folder);
            rootVisualElement.Add(template);
            rootVisualElement.Add(new Button(Generate) { text = "Generate All" });
            rootVisualElement.Add(new Button(Cancel) { text = "Cancel" });
            rootVisualElement.Add(_message);
        }

        private void Generate()
        {
            try
            {
                var folder = _folder.TrimEnd('/');
                if (folder != "Assets" && !folder.StartsWith("Assets/", StringComparison.Ordinal))
                {
                    throw new MaterialException($"'{_folder}' is not inside of Assets. Give a folder such as Assets/Generated Materials.");
                }

                var batch = BatchList.Parse(_lines);
                Directory.CreateDirectory(folder);
                AssetDatabase.Refresh();
                foreach (var line in batch)
                {
                    var asset = Make(folder, line);
                    _waiting.Add(asset);
                    EditorGenerations.Generate(asset, new VariantGrid { Seeds = new[] { asset.Material.Seed } });
                }

                Say($"{batch.Count} materials are generated; Unity's background tasks show how far they are.", HelpBoxMessageType.Info);
            }
            catch (DiffusionException exception)
            {
                Say(exception.Message, HelpBoxMessageType.Error);
            }
        }

        private PromptMaterialAsset Make(string folder, BatchLine line)
        {
            var material = _template == null ? new Material(LitShader()) : new Material(_template);
            AssetDatabase.CreateAsset(material, AssetDatabase.GenerateUniqueAssetPath($"{folder}/{line.Name}.mat"));
            var asset = MaterialMenu.PromptOf(material);
            asset.Material = asset.Material with { Settings = asset.Material.Settings with { Prompt = line.Prompt } };
            EditorUtility.SetDirty(asset);
            return asset;
        }

        /// <summary>The Lit shader of the project's pipeline.</summary>
        private static Shader LitShader()
        {
            foreach (var name in new[] { "HDRP/Lit", "Universal Render Pipeline/Lit", "Standard" })
            {
                var shader = Shader.Find(name);
                if (shader != null)
                {
                    return shader;
                }
            }

            throw new MaterialException("Neither HDRP/Lit nor Universal Render Pipeline/Lit nor Standard is in this project. Choose a template material.");
        }

        private void Cancel()
        {
            foreach (var asset in _waiting)
            {
                if (asset != null)
                {
                    EditorGenerations.Cancel(asset);
                }
            }
        }

        private void OnChanged(GenerationJob job)
        {
            var asset = job.State.IsOver ? EditorGenerations.AssetOf(job) : null;
            if (asset == null || !_waiting.Remove(asset))
            {
                return;
            }

            try
            {
                if (job.State.Status == JobStatus.Done)
                {
                    var history = asset.Material.History;
                    GeneratedTextures.Apply(asset, history[history.Count - 1]);
                }

                Say(job.State.Problem ?? $"{_waiting.Count} materials are left.", job.State.Problem == null ? HelpBoxMessageType.Info : HelpBoxMessageType.Error);
            }
            catch (DiffusionException exception)
            {
                Say(exception.Message, HelpBoxMessageType.Error);
            }
        }

        private void Say(string text, HelpBoxMessageType type)
        {
            if (_message != null)
            {
                _message.text = text;
                _message.messageType = type;
            }
        }
    }
}
