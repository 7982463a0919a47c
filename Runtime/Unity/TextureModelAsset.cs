using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>Stands for a model in scenes and prefabs, so that builds know which ones to take along.</summary>
    [CreateAssetMenu(menuName = "Diffusion Textures/Texture Model", fileName = "Texture Model")]
    public sealed class TextureModelAsset : ScriptableObject
    {
        [SerializeField]
        [Tooltip("The model's folder inside of the project's model folder (Project Settings > Diffusion Textures). Empty: the pocket model.")]
        private string _model = string.Empty;

        /// <summary>The model's folder inside of the project's model folder; empty for the pocket model.</summary>
        public string Model
        {
            get => _model;
            set => _model = value ?? string.Empty;
        }

        /// <summary>Full path of the model, in the editor and in builds. Main thread.</summary>
        /// <exception cref="ModelException">The platform keeps StreamingAssets inside of an archive.</exception>
        public string Folder => ModelLocation.Of(_model);
    }
}
