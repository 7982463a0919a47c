using System;
using System.Collections.Generic;
using System.IO;
using UnityEditor;
using UnityEditor.Build;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// Takes models into builds: those of the texture models, prompt materials and generators that the build's scenes or Resources folders reach. They go
    /// to StreamingAssets of the player; the project's own StreamingAssets stay as they are.
    /// </summary>
    internal sealed class ModelBuildProcessor : BuildPlayerProcessor
    {
        private const string GeneratorScript = "/TextureGeneratorBehaviour.cs";

        /// <inheritdoc/>
        public override int callbackOrder => 0;

        /// <inheritdoc/>
        public override void PrepareForBuild(BuildPlayerContext buildPlayerContext)
        {
            ModelLocation.EditorFolder = TextureProjectSettings.instance.FullModelFolder;
            foreach (var model in ModelsOf(AssetDatabase.GetDependencies(Roots(buildPlayerContext.BuildPlayerOptions.scenes), true)))
            {
                var folder = ModelLocation.Of(model);
                if (!File.Exists(Path.Combine(folder, "model_index.json")))
                {
                    throw new BuildFailedException(
                        $"The build needs the model '{model}', but '{folder}' has no model_index.json. Correct the model's name in its asset, or the model folder in Project Settings > Diffusion Textures.");
                }

                var name = model.Length == 0 ? ModelLocation.PocketName : ModelLocation.BuildName(model);
                buildPlayerContext.AddAdditionalPathToStreamingAssets(folder, $"{ModelLocation.BuildFolder}/{name}");
            }
        }

        /// <summary>Scenes, and everything in Resources folders, which Unity builds without anybody pointing at it.</summary>
        private static string[] Roots(string[] scenes)
        {
            var roots = new List<string>(scenes);
            foreach (var guid in AssetDatabase.FindAssets($"t:{nameof(TextureModelAsset)} t:{nameof(PromptMaterialAsset)} t:Prefab"))
            {
                var path = AssetDatabase.GUIDToAssetPath(guid);
                if (path.Contains("/Resources/"))
                {
                    roots.Add(path);
                }
            }

            return roots.ToArray();
        }

        /// <summary>Names of models; empty for the pocket model.</summary>
        private static IEnumerable<string> ModelsOf(string[] assets)
        {
            var models = new HashSet<string>(StringComparer.Ordinal);
            foreach (var path in assets)
            {
                if (path.EndsWith(GeneratorScript, StringComparison.Ordinal))
                {
                    // A generator without a model of its own takes the pocket model.
                    models.Add(string.Empty);
                }
                else if (AssetDatabase.LoadAssetAtPath<TextureModelAsset>(path) is { } model)
                {
                    models.Add(model.Model);
                }
                else if (AssetDatabase.LoadAssetAtPath<PromptMaterialAsset>(path) is { } prompt)
                {
                    models.Add(prompt.Material.Settings.Model ?? string.Empty);
                }
            }

            return models;
        }
    }
}
