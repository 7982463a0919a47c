using System.IO;
using UnityEditor;
using UnityEngine;

namespace DiffusionTextures.Authoring
{
    /// <summary>"Generate Textures…" in the menu of every material.</summary>
    internal static class MaterialMenu
    {
        private const string Item = "CONTEXT/Material/Generate Textures…";

        [MenuItem(Item)]
        private static void Generate(MenuCommand command)
        {
            if (command.context is Material material)
            {
                EditorUtility.OpenPropertyEditor(PromptOf(material));
            }
        }

        [MenuItem(Item, true)]
        private static bool CanGenerate(MenuCommand command)
        {
            return command.context is Material material && AssetDatabase.GetAssetPath(material).StartsWith("Assets/", System.StringComparison.Ordinal);
        }

        /// <summary>The prompt material beside a material's asset; makes one where there is none.</summary>
        public static PromptMaterialAsset PromptOf(Material material)
        {
            var path = AssetDatabase.GetAssetPath(material);
            var name = $"{Path.GetDirectoryName(path)?.Replace('\\', '/')}/{Path.GetFileNameWithoutExtension(path)} Prompt.asset";
            var found = AssetDatabase.LoadAssetAtPath<PromptMaterialAsset>(name);
            if (found != null && found.Target == material)
            {
                return found;
            }

            var made = ScriptableObject.CreateInstance<PromptMaterialAsset>();
            made.Target = material;
            made.Material = new PromptMaterial { Settings = new GenerationSettings { Prompt = material.name } };
            AssetDatabase.CreateAsset(made, AssetDatabase.GenerateUniqueAssetPath(name));
            return made;
        }
    }
}
