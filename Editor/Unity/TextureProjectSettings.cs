using System;
using System.IO;
using UnityEditor;
using UnityEngine;

namespace DiffusionTextures.Authoring
{
    /// <summary>The project's settings, which its version control keeps.</summary>
    [FilePath("ProjectSettings/DiffusionTextures.asset", FilePathAttribute.Location.ProjectFolder)]
    internal sealed class TextureProjectSettings : ScriptableSingleton<TextureProjectSettings>
    {
        [SerializeField]
        private string _modelFolder = "Models";

        [SerializeField]
        private ExecutionProvider _provider;

        [SerializeField]
        private int _cacheMegabytes = 2048;

        /// <summary>The folder with the project's models, relative to the project or absolute.</summary>
        public string ModelFolder
        {
            get => _modelFolder;
            set => _modelFolder = value;
        }

        /// <summary>Where to compute; the processor where it does not work.</summary>
        public ExecutionProvider Provider
        {
            get => _provider;
            set => _provider = value;
        }

        /// <summary>How much the results may take on the disk.</summary>
        public int CacheMegabytes
        {
            get => _cacheMegabytes;
            set => _cacheMegabytes = Math.Max(16, value);
        }

        /// <summary>The model folder's full path.</summary>
        public string FullModelFolder => Path.GetFullPath(Path.Combine(ModelLocation.ProjectFolder, _modelFolder));

        /// <summary>Providers in order of preference.</summary>
        public ExecutionProvider[] Providers()
        {
            return _provider == ExecutionProvider.Cpu ? new[] { ExecutionProvider.Cpu } : new[] { _provider, ExecutionProvider.Cpu };
        }

        /// <summary>Writes the settings, and lets what computes begin anew with them.</summary>
        public void Keep()
        {
            Save(true);
            EditorGenerations.Close();
        }
    }
}
