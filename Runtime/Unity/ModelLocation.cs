using System.IO;
using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>Where models lie: in the editor in the project's model folder and in the package, in builds under StreamingAssets.</summary>
    public static class ModelLocation
    {
        /// <summary>The folder of StreamingAssets that builds put models into.</summary>
        public const string BuildFolder = "DiffusionTextures";

        /// <summary>The pocket model's name there.</summary>
        public const string PocketName = "PocketModel";

        private const string PackageFolder = "Packages/com.diffusiontextures/Runtime/PocketModel~";

        /// <summary>The project's model folder, absolute; the editor sets it from the project settings.</summary>
        internal static string? EditorFolder { get; set; }

        /// <summary>The full path of a model by its name in the model folder.</summary>
        /// <param name="name">As prompt materials name it, with '/'; null or empty for the pocket model.</param>
        /// <exception cref="ModelException">The platform keeps StreamingAssets inside of an archive.</exception>
        public static string Of(string? name)
        {
            if (!Application.isEditor)
            {
                return Path.Combine(BuildRoot(), string.IsNullOrEmpty(name) ? PocketName : BuildName(name!));
            }

            return string.IsNullOrEmpty(name) ? Path.GetFullPath(PackageFolder) : Path.GetFullPath(Path.Combine(EditorFolder ?? ProjectFolder, name!));
        }

        /// <summary>The project's folder: the one that holds Assets.</summary>
        internal static string ProjectFolder => Path.GetDirectoryName(Path.GetFullPath(Application.dataPath)) ?? Application.dataPath;

        /// <summary>The name of a model in a build: its path's last part, and a mark of the whole path where that has more parts.</summary>
        internal static string BuildName(string name)
        {
            var path = name.Replace('\\', '/').TrimEnd('/');
            var slash = path.LastIndexOf('/');
            return slash < 0 ? path : $"{path.Substring(slash + 1)}-{Mark(path):x8}";
        }

        /// <summary>Tells the engine-free part where the pocket model is. Main thread.</summary>
        internal static void Announce() => PocketModel.EngineFolder = Of(null);

        private static string BuildRoot()
        {
            var assets = Application.streamingAssetsPath;
            return assets.Contains("://")
                ? throw new ModelException(
                    $"On {Application.platform} StreamingAssets lie inside of an archive ('{assets}'), where ONNX Runtime cannot open models. "
                    + $"Bring the model's folder to {nameof(Application)}.{nameof(Application.persistentDataPath)} first and set {nameof(TextureGeneratorOptions)}.{nameof(TextureGeneratorOptions.ModelFolder)}.")
                : Path.Combine(assets, BuildFolder);
        }

        // FNV-1a: the same in the editor and in the player, which string.GetHashCode is not.
        private static uint Mark(string path)
        {
            var hash = 2166136261u;
            foreach (var c in path)
            {
                hash = unchecked((hash ^ c) * 16777619u);
            }

            return hash;
        }
    }
}
