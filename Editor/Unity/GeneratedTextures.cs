using System.Collections.Generic;
using System.IO;
using DiffusionTextures.Textures;
using UnityEditor;
using UnityEngine;

namespace DiffusionTextures.Authoring
{
    /// <summary>Brings a picture of the history into the project: texture assets beside the prompt material, imported as what they are, and assigned to its material.</summary>
    internal static class GeneratedTextures
    {
        /// <summary>
        /// Writes the textures that the target material's shader has and assigns them, as one step of undo. Every picture has a folder of its own, so that
        /// undo finds the textures of before.
        /// </summary>
        /// <exception cref="MaterialException">There is no target, its shader has no known texture, or the picture is no longer stored.</exception>
        public static void Apply(PromptMaterialAsset asset, GenerationRecord record)
        {
            var target = asset.Target;
            if (target == null)
            {
                throw new MaterialException("There is no material to apply the textures to. Choose one in the prompt material's Material field.");
            }

            var textures = Write(asset, target, record);
            Undo.RecordObject(target, "Apply Generated Textures");
            foreach (var pair in textures)
            {
                ShaderTextures.Set(target, pair.Key, pair.Value);
            }

            EditorUtility.SetDirty(target);
        }

        private static List<KeyValuePair<string, Texture2D>> Write(PromptMaterialAsset asset, Material target, GenerationRecord record)
        {
            var own = asset.Material.Outputs;
            var bindings = own.Bindings.Count > 0 ? own.Bindings : ShaderProfile.Detect(target.HasTexture).Bindings;
            var outputs = new MaterialOutputs { Bindings = bindings };
            var files = MaterialExport.Make(target.name, outputs, EditorGenerations.Open.Results.Load(record.Id));
            var folder = FolderOf(asset, record);
            Directory.CreateDirectory(folder);
            var textures = new List<KeyValuePair<string, Texture2D>>();
            foreach (var file in files)
            {
                var path = $"{folder}/{file.Name}";
                TextureFile.WriteAtomically(path, file.Content.ToArray());
                AssetDatabase.ImportAsset(path, ImportAssetOptions.ForceSynchronousImport);
                SetImport(path, TextureImport.Of(file.Binding));
                textures.Add(new KeyValuePair<string, Texture2D>(file.Binding.Property, AssetDatabase.LoadAssetAtPath<Texture2D>(path)));
            }

            return textures;
        }

        private static string FolderOf(PromptMaterialAsset asset, GenerationRecord record)
        {
            var path = AssetDatabase.GetAssetPath(asset);
            var parent = Path.GetDirectoryName(path)?.Replace('\\', '/') ?? "Assets";
            return $"{parent}/{Path.GetFileNameWithoutExtension(path)} Textures/{record.Id.Substring(0, 8)}";
        }

        private static void SetImport(string path, TextureImport import)
        {
            if (!(AssetImporter.GetAtPath(path) is TextureImporter importer))
            {
                throw new MaterialException($"Unity did not import '{path}' as a texture. Look for an importer of another package that takes PNG files.");
            }

            importer.textureType = import.IsNormalMap ? TextureImporterType.NormalMap : TextureImporterType.Default;
            importer.sRGBTexture = import.IsSrgb;
            importer.alphaIsTransparency = false;
            importer.wrapMode = TextureWrapMode.Repeat;
            importer.filterMode = FilterMode.Trilinear;
            importer.anisoLevel = 4;
            importer.mipmapEnabled = true;
            importer.SaveAndReimport();
        }
    }
}
