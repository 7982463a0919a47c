using System;
using System.IO;

namespace DiffusionTextures
{
    /// <summary>The small text-to-material model that comes with the package.</summary>
    public static class PocketModel
    {
        /// <summary>
        /// Its folder. In .NET programs the build copies it beside the assembly; in Unity it is the package's, and in a build that of the StreamingAssets.
        /// </summary>
        /// <exception cref="ModelException">It is not there, as in Unity builds that did not copy it: set <see cref="TextureGeneratorOptions.ModelFolder"/>.</exception>
        public static string Folder
        {
            get
            {
                var beside = EngineFolder ?? Path.Combine(AppContext.BaseDirectory, "PocketModel");
                return Directory.Exists(beside)
                    ? beside
                    : throw new ModelException(
                        $"The pocket model is not at '{beside}'. Copy the package's Runtime/PocketModel~ folder there, or set {nameof(TextureGeneratorOptions)}.{nameof(TextureGeneratorOptions.ModelFolder)}.");
            }
        }

        /// <summary>Where an engine keeps the model, when it is not beside the assembly; null for there. Set before anything is loaded.</summary>
        internal static string? EngineFolder { get; set; }
    }
}
