using System.Globalization;
using System.IO;
using UnityEditor;
using UnityEngine.UIElements;

namespace DiffusionTextures.Authoring
{
    /// <summary>Project Settings > Diffusion Textures.</summary>
    internal static class TextureSettingsPage
    {
        public const string Path = "Project/Diffusion Textures";

        private static readonly string[] Keywords = { "diffusion", "texture", "model", "provider", "cache" };

        [SettingsProvider]
        public static SettingsProvider Create()
        {
            return new SettingsProvider(Path, SettingsScope.Project, Keywords)
            {
                label = "Diffusion Textures",
                activateHandler = (_, root) => Fill(root),
                deactivateHandler = () => TextureProjectSettings.instance.Keep(),
            };
        }

        private static void Fill(VisualElement root)
        {
            var settings = TextureProjectSettings.instance;
            var page = new VisualElement();
            page.style.marginLeft = 10;
            page.style.marginRight = 10;
            root.Add(page);

            var folder = new TextField("Model folder") { value = settings.ModelFolder, tooltip = "Folder with diffusers-ONNX exports, relative to the project. Keep it outside of Assets." };
            var found = new HelpBox(Found(settings), HelpBoxMessageType.Info);
            page.Add(folder);
            page.Add(found);
            folder.RegisterValueChangedCallback(change =>
            {
                settings.ModelFolder = change.newValue;
                found.text = Found(settings);
            });

            var provider = new EnumField("Compute on", settings.Provider) { tooltip = "Where ONNX Runtime computes in the editor. Falls back to the processor." };
            page.Add(provider);
            provider.RegisterValueChangedCallback(change => settings.Provider = (ExecutionProvider)change.newValue);

            var cache = new IntegerField("Cache, megabytes") { value = settings.CacheMegabytes, tooltip = "How much finished pictures may take in Library/DiffusionTextures." };
            page.Add(cache);
            cache.RegisterValueChangedCallback(change => settings.CacheMegabytes = change.newValue);
        }

        private static string Found(TextureProjectSettings settings)
        {
            var folder = settings.FullModelFolder;
            var count = 0;
            if (Directory.Exists(folder))
            {
                foreach (var model in Directory.GetDirectories(folder))
                {
                    count += File.Exists(System.IO.Path.Combine(model, "model_index.json")) ? 1 : 0;
                }
            }

            return string.Format(CultureInfo.InvariantCulture, "{0} models in {1}, and the pocket model.", count, folder);
        }
    }
}
