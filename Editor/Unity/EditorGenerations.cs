using System;
using System.Collections.Generic;
using System.IO;
using UnityEditor;
using UnityEngine;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// What the editor generates: opened when something is first asked for, and closed before code is reloaded, the game is played or the editor quits,
    /// so that no native session outlives the code that made it. Jobs that were stopped by that are asked for again by hand. Main thread.
    /// </summary>
    [InitializeOnLoad]
    internal static class EditorGenerations
    {
        private static AssetGenerations? _open;

        static EditorGenerations()
        {
            AssemblyReloadEvents.beforeAssemblyReload += CloseAll;
            EditorApplication.quitting += CloseAll;
            EditorApplication.playModeStateChanged += OnPlayMode;
            EditorApplication.update += TakeChanges;
        }

        /// <summary>Raised for every change of a job, when its picture is in its asset's history.</summary>
        public static event Action<GenerationJob>? Changed;

        /// <summary>The generations; opens them.</summary>
        public static AssetGenerations Open => _open ??= Make();

        /// <summary>Asks for variants of an asset.</summary>
        public static IReadOnlyList<GenerationJob> Generate(PromptMaterialAsset asset, VariantGrid grid) => Open.Generate(KeyOf(asset), asset.Material, grid);

        /// <summary>Stops what an asset waits for.</summary>
        public static void Cancel(PromptMaterialAsset asset) => _open?.Cancel(KeyOf(asset));

        /// <summary>Stops one job.</summary>
        /// <returns>Whether there was anything to stop.</returns>
        public static bool Cancel(GenerationJob job) => _open != null && _open.Cancel(job);

        /// <summary>Whether an asset waits for a picture.</summary>
        public static bool IsBusy(PromptMaterialAsset asset) => _open != null && _open.IsBusy(KeyOf(asset));

        /// <summary>The asset's GUID, which jobs carry.</summary>
        public static string KeyOf(PromptMaterialAsset asset) => AssetDatabase.AssetPathToGUID(AssetDatabase.GetAssetPath(asset));

        /// <summary>The asset of a job; null when it was deleted meanwhile.</summary>
        public static PromptMaterialAsset? AssetOf(GenerationJob job) => AssetDatabase.LoadAssetAtPath<PromptMaterialAsset>(AssetDatabase.GUIDToAssetPath(job.Material));

        /// <summary>Stops everything, waits for it and unloads the models.</summary>
        public static void Close()
        {
            _open?.Dispose();
            TakeChanges();
            _open = null;
            EditorProgress.FinishAll();
        }

        private static AssetGenerations Make()
        {
            var settings = TextureProjectSettings.instance;
            ModelLocation.EditorFolder = settings.FullModelFolder;
            ModelLocation.Announce();
            var folder = Path.Combine(ModelLocation.ProjectFolder, "Library", "DiffusionTextures");
            var generations = new AssetGenerations(folder, ModelLocation.ProjectFolder, settings.FullModelFolder, new GenerationSessionOptions { Providers = settings.Providers() });
            generations.Results.Trim(settings.CacheMegabytes * 1048576L, Favourites());
            return generations;
        }

        private static HashSet<string> Favourites()
        {
            var keep = new HashSet<string>(StringComparer.Ordinal);
            foreach (var guid in AssetDatabase.FindAssets("t:" + nameof(PromptMaterialAsset)))
            {
                var asset = AssetDatabase.LoadAssetAtPath<PromptMaterialAsset>(AssetDatabase.GUIDToAssetPath(guid));
                foreach (var record in HistoryOf(asset))
                {
                    if (record.Favourite)
                    {
                        keep.Add(record.Id);
                    }
                }
            }

            return keep;
        }

        // A damaged document has no favourites that could be known; its inspector tells what is wrong with it.
        private static IReadOnlyList<GenerationRecord> HistoryOf(PromptMaterialAsset asset)
        {
            try
            {
                return asset.Material.History;
            }
            catch (MaterialException)
            {
                return Array.Empty<GenerationRecord>();
            }
        }

        private static void OnPlayMode(PlayModeStateChange change)
        {
            if (change == PlayModeStateChange.ExitingEditMode)
            {
                Close();
            }
            else if (change == PlayModeStateChange.ExitingPlayMode)
            {
                GeneratorSlot.DisposeAll();
            }
        }

        private static void CloseAll()
        {
            Close();
            GeneratorSlot.DisposeAll();
        }

        private static void TakeChanges()
        {
            while (_open != null && _open.TryTakeChange(out var job))
            {
                EditorProgress.Show(job);
                if (job.State.Status == JobStatus.Done && EditorProgress.IsFirstEnd(job))
                {
                    Remember(job);
                }
                else if (job.State.Status == JobStatus.Failed && EditorProgress.IsFirstEnd(job))
                {
                    Debug.LogError($"'{job.Settings.Prompt}' was not generated: {job.State.Problem}", AssetOf(job));
                }

                Changed?.Invoke(job);
            }
        }

        private static void Remember(GenerationJob job)
        {
            var asset = AssetOf(job);
            if (asset != null)
            {
                // Not a step of undo: a picture that was made is a fact. The asset keeps its history apart, so that going back over an edit does not lose it.
                asset.Material = AssetGenerations.Remember(asset.Material, job);
                EditorUtility.SetDirty(asset);
            }
        }
    }
}
