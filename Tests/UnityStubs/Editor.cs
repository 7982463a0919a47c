#nullable disable
using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.UIElements;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public class Editor : ScriptableObject
    {
        public Object target { get => throw Stub.Called; set => throw Stub.Called; }
        public virtual VisualElement CreateInspectorGUI() => throw Stub.Called;
    }

    public class EditorWindow : ScriptableObject
    {
        public EditorWindow() => throw Stub.Called;
        public VisualElement rootVisualElement => throw Stub.Called;
        public static T GetWindow<T>(string title) where T : EditorWindow => throw Stub.Called;
    }

    public class CustomEditor : Attribute
    {
        public CustomEditor(Type inspectedType) => throw Stub.Called;
    }

    public sealed class AssetDatabase
    {
        public static string GenerateUniqueAssetPath(string path) => throw Stub.Called;
        public static void ImportAsset(string path, ImportAssetOptions options) => throw Stub.Called;
        public static void CreateAsset(Object asset, string path) => throw Stub.Called;
        public static string GetAssetPath(Object assetObject) => throw Stub.Called;
        public static T LoadAssetAtPath<T>(string assetPath) where T : Object => throw Stub.Called;
        public static void Refresh() => throw Stub.Called;
        public static string GUIDToAssetPath(string guid) => throw Stub.Called;
        public static string AssetPathToGUID(string path) => throw Stub.Called;
        public static string[] GetDependencies(string[] pathNames, bool recursive) => throw Stub.Called;
        public static string[] FindAssets(string filter) => throw Stub.Called;
    }

    public class AssetImporter : Object
    {
        public static AssetImporter GetAtPath(string path) => throw Stub.Called;
        public void SaveAndReimport() => throw Stub.Called;
    }

    public sealed class TextureImporter : AssetImporter
    {
        public bool mipmapEnabled { get => throw Stub.Called; set => throw Stub.Called; }
        public bool sRGBTexture { get => throw Stub.Called; set => throw Stub.Called; }
        public int anisoLevel { get => throw Stub.Called; set => throw Stub.Called; }
        public FilterMode filterMode { get => throw Stub.Called; set => throw Stub.Called; }
        public TextureWrapMode wrapMode { get => throw Stub.Called; set => throw Stub.Called; }
        public bool alphaIsTransparency { get => throw Stub.Called; set => throw Stub.Called; }
        public TextureImporterType textureType { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public enum TextureImporterType
    {
        Default = 0,
        NormalMap = 1,
    }

    [Flags]
    public enum ImportAssetOptions
    {
        ForceSynchronousImport = 8,
    }

    public class EditorUtility
    {
        public static void SetDirty(Object target) => throw Stub.Called;
        public static void OpenPropertyEditor(Object obj) => throw Stub.Called;
    }

    public sealed class EditorApplication
    {
        public static CallbackFunction update;
        public static event Action quitting { add => throw Stub.Called; remove => throw Stub.Called; }
        public static event Action<PlayModeStateChange> playModeStateChanged { add => throw Stub.Called; remove => throw Stub.Called; }

        public delegate void CallbackFunction();
    }

    public enum PlayModeStateChange
    {
        ExitingEditMode = 1,
        ExitingPlayMode = 3,
    }

    public class Undo
    {
        public static UndoRedoCallback undoRedoPerformed;
        public static void RecordObject(Object objectToUndo, string name) => throw Stub.Called;

        public delegate void UndoRedoCallback();
    }

    public class SettingsProvider
    {
        public SettingsProvider(string path, SettingsScope scopes, IEnumerable<string> keywords = null) => throw Stub.Called;
        public string label { get => throw Stub.Called; set => throw Stub.Called; }
        public Action<string, VisualElement> activateHandler { get => throw Stub.Called; set => throw Stub.Called; }
        public Action deactivateHandler { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public sealed class SettingsProviderAttribute : Attribute
    {
    }

    public enum SettingsScope
    {
        Project = 1,
    }

    public sealed class MenuItem : Attribute
    {
        public MenuItem(string itemName) => throw Stub.Called;
        public MenuItem(string itemName, bool isValidateFunction) => throw Stub.Called;
    }

    public sealed class MenuCommand
    {
        public Object context;
        public MenuCommand(Object inContext) => throw Stub.Called;
    }

    public class Progress
    {
        public static int Start(string name, string description = null, Options options = Options.None, int parentId = -1) => throw Stub.Called;
        public static void Finish(int id, Status status = Status.Succeeded) => throw Stub.Called;
        public static void Report(int id, int currentStep, int totalSteps, string description) => throw Stub.Called;
        public static void RegisterCancelCallback(int id, Func<bool> callback) => throw Stub.Called;

        public enum Status
        {
            Succeeded = 1,
            Failed = 2,
            Canceled = 3,
        }

        [Flags]
        public enum Options
        {
            None = 0,
        }
    }

    public class InitializeOnLoadAttribute : Attribute
    {
    }

    public class ScriptableSingleton<T> : ScriptableObject where T : ScriptableObject
    {
        protected ScriptableSingleton() => throw Stub.Called;
        public static T instance => throw Stub.Called;
        protected virtual void Save(bool saveAsText) => throw Stub.Called;
    }

    public class FilePathAttribute : Attribute
    {
        public FilePathAttribute(string relativePath, Location location) => throw Stub.Called;

        public enum Location
        {
            ProjectFolder = 1,
        }
    }

    public class AssemblyReloadEvents
    {
        public static event AssemblyReloadCallback beforeAssemblyReload { add => throw Stub.Called; remove => throw Stub.Called; }

        public delegate void AssemblyReloadCallback();
    }

    public struct BuildPlayerOptions
    {
        public string[] scenes { get => throw Stub.Called; set => throw Stub.Called; }
    }
}

namespace UnityEditor.Build
{
    public interface IOrderedCallback
    {
        int callbackOrder { get; }
    }

    public abstract class BuildPlayerProcessor : IOrderedCallback
    {
        public virtual int callbackOrder => throw Stub.Called;
        public abstract void PrepareForBuild(BuildPlayerContext buildPlayerContext);
    }

    public sealed class BuildPlayerContext
    {
        private BuildPlayerContext() => throw Stub.Called;
        public BuildPlayerOptions BuildPlayerOptions => throw Stub.Called;
        public void AddAdditionalPathToStreamingAssets(string directoryOrFile, string pathInStreamingAssets = null) => throw Stub.Called;
    }

    public class BuildFailedException : Exception
    {
        public BuildFailedException(string message) => throw Stub.Called;
    }

    public interface IUnityLinkerProcessor : IOrderedCallback
    {
        string GenerateAdditionalLinkXmlFile(Reporting.BuildReport report, UnityLinker.UnityLinkerBuildPipelineData data);
    }
}

namespace UnityEditor.Build.Reporting
{
    public sealed class BuildReport : Object
    {
        private BuildReport() => throw Stub.Called;
    }
}

namespace UnityEditor.UnityLinker
{
    public sealed class UnityLinkerBuildPipelineData
    {
        private UnityLinkerBuildPipelineData() => throw Stub.Called;
    }
}
