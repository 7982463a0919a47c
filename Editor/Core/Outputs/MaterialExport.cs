using System;
using System.Collections.Generic;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Containers;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Authoring
{
    /// <summary>Makes the files of a material for an engine.</summary>
    public static class MaterialExport
    {
        /// <summary>Every file of the material's outputs. Bindings whose maps were not asked for are left out.</summary>
        /// <param name="name">The material's name, for file names.</param>
        /// <param name="outputs">Which files.</param>
        /// <param name="textures">The maps.</param>
        /// <param name="metadata">Text for PNG files; null for none.</param>
        /// <exception cref="MaterialException">A binding or the preset cannot be read, or no binding's maps are here.</exception>
        public static IReadOnlyList<ExportedFile> Make(
            string name, MaterialOutputs outputs, IReadOnlyDictionary<MaterialMaps, TextureImage> textures, PngMetadata? metadata = null)
        {
            _ = outputs ?? throw new ArgumentNullException(nameof(outputs));
            _ = textures ?? throw new ArgumentNullException(nameof(textures));
            MaterialName.Check(name);
            var here = MaterialMaps.None;
            foreach (var map in textures.Keys)
            {
                here |= map;
            }

            var files = new List<ExportedFile>();
            foreach (var binding in outputs.Resolve())
            {
                if ((PackedTexture.MapsOf(binding) & ~here) == 0)
                {
                    files.Add(File(name, binding, outputs, textures, metadata ?? PngMetadata.Empty));
                }
            }

            return files.Count > 0 ? files : throw new MaterialException($"None of the files of '{outputs.Preset}' can be made from {here}. Make more maps, or choose another preset.");
        }

        private static ExportedFile File(
            string name, OutputBinding binding, MaterialOutputs outputs, IReadOnlyDictionary<MaterialMaps, TextureImage> textures, PngMetadata metadata)
        {
            var file = binding.File.Replace("{name}", name, StringComparison.Ordinal);
            MaterialName.Check(file);
            return new ExportedFile($"{file}.{ExtensionOf(outputs.Format)}", binding, Encode(binding, outputs.Format, outputs.Compress, textures, metadata));
        }

        /// <summary>Extension of a format's files, without the dot.</summary>
        internal static string ExtensionOf(ExportFormat format) => format.ToString().ToLowerInvariant();

        /// <summary>The content of one file.</summary>
        internal static byte[] Encode(
            OutputBinding binding, ExportFormat format, bool compress, IReadOnlyDictionary<MaterialMaps, TextureImage> textures, PngMetadata metadata)
        {
            var image = PackedTexture.Make(binding, textures);
            return format switch
            {
                ExportFormat.Ktx2 => KtxFile.Write(Store(binding, image, compress)),
                ExportFormat.Dds => DdsFile.Write(Store(binding, image, compress)),
                _ => PngWriter.Write(image, metadata),
            };
        }

        private static StoredTexture Store(OutputBinding binding, TextureImage image, bool compress)
        {
            var isNormal = PackedTexture.MapsOf(binding) == MaterialMaps.Normal && image.Format == PixelFormat.Rgba8;
            var mips = MipChain.Build(image, new MipSettings { IsNormalMap = isNormal });
            return StoredTexture.From(mips, compress ? Encoding(image.Format, isNormal) : null);
        }

        // Sixteen bits of height have no block format; normals give their two channels a block each, the third is rebuilt by the shader.
        private static TextureEncoding? Encoding(PixelFormat format, bool isNormal)
        {
            return format switch
            {
                PixelFormat.Rgba8Srgb => TextureEncoding.Bc7Srgb,
                PixelFormat.Rgba8 => isNormal ? TextureEncoding.Bc5 : TextureEncoding.Bc7,
                PixelFormat.R8 => TextureEncoding.Bc4,
                _ => null,
            };
        }
    }

    /// <summary>One file of an export.</summary>
    public sealed class ExportedFile
    {
        internal ExportedFile(string name, OutputBinding binding, byte[] content)
        {
            Name = name;
            Binding = binding;
            Content = content;
        }

        /// <summary>Its name with extension.</summary>
        public string Name { get; }

        /// <summary>What it holds and where it belongs.</summary>
        public OutputBinding Binding { get; }

        /// <summary>The whole file.</summary>
        public ReadOnlyMemory<byte> Content { get; }
    }
}
