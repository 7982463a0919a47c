using System.IO;
using UnityEditor.Build;
using UnityEditor.Build.Reporting;
using UnityEditor.UnityLinker;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// Keeps ONNX Runtime's binding whole under managed code stripping: its function table is filled by the native library, which the linker cannot see.
    /// A link.xml in a package would not be read.
    /// </summary>
    internal sealed class BindingLinker : IUnityLinkerProcessor
    {
        private const string Link = "<linker>\n  <assembly fullname=\"com.github.asus4.onnxruntime\" preserve=\"all\" />\n</linker>\n";

        /// <inheritdoc/>
        public int callbackOrder => 0;

        /// <inheritdoc/>
        public string GenerateAdditionalLinkXmlFile(BuildReport report, UnityLinkerBuildPipelineData data)
        {
            var folder = Path.Combine(ModelLocation.ProjectFolder, "Library", "DiffusionTextures");
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, "link.xml");
            File.WriteAllText(path, Link);
            return path;
        }
    }
}
