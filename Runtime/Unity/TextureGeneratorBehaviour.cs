using System;
using System.Threading;
using System.Threading.Tasks;
using DiffusionTextures.Authoring;
using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>
    /// A generator that lives as long as its game object: loads its model when it is first needed, generates on its own thread, and returns to the
    /// main thread. Destroying it stops what runs. Main thread.
    /// </summary>
    [AddComponentMenu("Diffusion Textures/Texture Generator")]
    public sealed class TextureGeneratorBehaviour : MonoBehaviour
    {
        [SerializeField]
        [Tooltip("The model; none for the pocket model.")]
        private TextureModelAsset? _model;

        [SerializeField]
        [Tooltip("Where to compute, in order of preference; empty for the processor.")]
        private ExecutionProvider[] _providers = Array.Empty<ExecutionProvider>();

        private GeneratorSlot? _slot;

        /// <summary>The model; null for the pocket model. Counts until the generator is loaded.</summary>
        public TextureModelAsset? Model
        {
            get => _model;
            set => _model = value;
        }

        /// <summary>How to load the generator, in place of the inspector's fields; null for those. Counts until the generator is loaded.</summary>
        public TextureGeneratorOptions? Options { get; set; }

        /// <summary>Loads the generator, so that the first texture does not wait for it.</summary>
        /// <param name="progress">Told of every part loaded, on the main thread.</param>
        /// <exception cref="ModelException">The model is missing, damaged or not supported.</exception>
        /// <exception cref="InvalidOperationException">This is not the main thread.</exception>
        /// <exception cref="OperationCanceledException">The behaviour was destroyed meanwhile.</exception>
#if UNITY_2023_1_OR_NEWER
        public async Awaitable LoadAsync(IProgress<GenerationProgress>? progress = null)
#else
        public async Task LoadAsync(IProgress<GenerationProgress>? progress = null)
#endif
        {
            await Loaded(progress);
        }

        /// <summary>Generates a texture into Unity's textures; when it returns, they hold it.</summary>
        /// <param name="request">What to make, in the target's size; without a size it gets the target's.</param>
        /// <param name="target">Where it goes; changed within one frame, or not at all.</param>
        /// <param name="progress">Told of every stage and step, on the main thread.</param>
        /// <param name="cancellationToken">Stops within a denoising step.</param>
        /// <returns>The settings that were used, and the time of each stage. An Awaitable (Unity 2023.1 and newer) is awaited once.</returns>
        /// <exception cref="ArgumentException">A setting is out of range for the model.</exception>
        /// <exception cref="ModelException">The model is missing, damaged or not supported.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        /// <exception cref="OperationCanceledException">The call was cancelled, or the behaviour destroyed.</exception>
        /// <exception cref="InvalidOperationException">This is not the main thread.</exception>
#if UNITY_2023_1_OR_NEWER
        public async Awaitable<GenerationReport> GenerateTextureAsync(
#else
        public async Task<GenerationReport> GenerateTextureAsync(
#endif
            TextureRequest request, UnityTextureTarget target, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            _ = request ?? throw new ArgumentNullException(nameof(request));
            _ = target ?? throw new ArgumentNullException(nameof(target));
            var context = MainThread.Require(nameof(GenerateTextureAsync));
            var loading = Loaded(null);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Slot().Lifetime, cancellationToken);
            var generator = await loading;
            // A picture to start from brings its own size.
            var sized = request.InitImage != null ? request : request with { Width = request.Width ?? target.Width, Height = request.Height ?? target.Height };
            return await generator.GenerateTextureAsync(sized, target, MainThreadProgress.For(context, progress), stop.Token);
        }

        private void OnDestroy() => _slot?.Dispose();

        // A quit destroys objects in no order that helps: what computes must end before the native library is unloaded.
        private void OnApplicationQuit() => _slot?.Dispose();

        private Task<TextureGenerator> Loaded(IProgress<GenerationProgress>? progress)
        {
            var context = MainThread.Require(nameof(LoadAsync));
            return Slot().GetAsync(OptionsNow, MainThreadProgress.For(context, progress));
        }

        private GeneratorSlot Slot() => _slot ??= new GeneratorSlot();

        private TextureGeneratorOptions OptionsNow()
        {
            return Options ?? new TextureGeneratorOptions
            {
                ModelFolder = _model == null ? ModelLocation.Of(null) : _model.Folder,
                Providers = _providers.Length == 0 ? null : _providers,
            };
        }
    }
}
