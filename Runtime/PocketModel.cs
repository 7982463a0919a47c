using System;
using System.IO;

namespace DiffusionTextures
{
    /// <summary>The small text-to-material model that comes with the package.</summary>
    public static class PocketModel
    {
        /// <summary>Its folder. In .NET programs the build copies it beside the assembly.</summary>
        /// <exception cref="ModelException">It is not there, as in Unity builds that did not copy it: set <see cref="TextureGeneratorOptions.ModelFolder"/>.</exception>
        public static string Folder
        {
            get
            {
                var beside = Path.Combine(AppContext.BaseDirectory, "PocketModel");
                return Directory.Exists(beside)
                    ? beside
                    : throw new ModelException(
                        $"The pocket model is not at '{beside}'. Copy the package's Runtime/PocketModel~ folder there, or set {nameof(TextureGeneratorOptions)}.{nameof(TextureGeneratorOptions.ModelFolder)}.");
            }
        }
    }
}
