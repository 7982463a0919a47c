using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using DiffusionTextures.Denoising;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;
using DiffusionTextures.Textures;

namespace DiffusionTextures
{
    /// <summary>Generates textures from words with one loaded model.</summary>
    /// <remarks>
    /// Thread-safe: calls queue and run one after the other on the generator's own thread. A cancelled or failed call leaves its target
    /// untouched and the generator usable. Dispose waits for the running call, rejects those that wait, and may be called more than once.
    /// </remarks>
    public sealed class TextureGenerator : IDisposable
    {
        private static readonly ExecutionProvider[] DefaultProviders = { ExecutionProvider.Cpu };

        private readonly InferenceThread _thread;
        private readonly SessionFactory _sessions;
        private readonly DiffusionModel _model;
        private readonly DiffusionModel? _refiner;
        private readonly RequestResolver _resolver;
        private readonly RunControl _control = new RunControl();
        private readonly DecodedMaterial _material = new DecodedMaterial();

        private TextureGenerator(InferenceThread thread, SessionFactory sessions, DiffusionModel model, DiffusionModel? refiner)
        {
            _thread = thread;
            _sessions = sessions;
            _model = model;
            _refiner = refiner;
            _resolver = new RequestResolver(model, refiner != null);
        }

        /// <summary>The provider that computes.</summary>
        public ExecutionProvider Provider => _sessions.Provider;

        /// <summary>Why a preferred provider is not used: one line each, empty when the first choice works.</summary>
        public IReadOnlyList<string> ProviderFallbacks => _sessions.Fallbacks;

        /// <summary>Makes the sessions of the generator's parts.</summary>
        internal SessionFactory Sessions => _sessions;

        /// <summary>Loads a model.</summary>
        /// <param name="options">Which model and where to compute; null for the pocket model on the processor.</param>
        /// <param name="progress">Told of every part loaded.</param>
        /// <param name="cancellationToken">Stops the load; nothing stays loaded.</param>
        /// <exception cref="ArgumentException">An option is out of range.</exception>
        /// <exception cref="ModelException">The folder is missing, damaged, of an unsupported family, or its parts do not fit together.</exception>
        /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
        public static async Task<TextureGenerator> LoadAsync(
            TextureGeneratorOptions? options = null, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            var checkedOptions = options ?? new TextureGeneratorOptions();
            var settings = Check(checkedOptions);
            var thread = new InferenceThread(checkedOptions.ThreadPriority);
            try
            {
                return await thread.Enqueue(() => Load(checkedOptions, settings, thread, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                thread.Stop(() => { });
                throw;
            }
        }

        /// <summary>Generates a texture and writes its maps to a target.</summary>
        /// <param name="request">What to make.</param>
        /// <param name="target">Written once, on the inference thread, when every map is complete.</param>
        /// <param name="progress">Told of every stage and step, from the inference thread.</param>
        /// <param name="cancellationToken">Stops within a denoising step; the target stays as it was.</param>
        /// <returns>The settings that were used, the seed among them, and the time of each stage.</returns>
        /// <exception cref="ArgumentException">A setting of the request is out of range for this model.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed, the model gave NaN, or the request needs more memory than there is.</exception>
        /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
        /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
        public Task<GenerationReport> GenerateTextureAsync(
            TextureRequest request, ITextureTarget target, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            return GenerateTextureAsync(request, target, null, progress, cancellationToken);
        }

        /// <summary>Generates a texture and returns its maps as pictures in memory.</summary>
        /// <inheritdoc cref="GenerateTextureAsync(TextureRequest, ITextureTarget, IProgress{GenerationProgress}, CancellationToken)"/>
        public async Task<MaterialTextures> GenerateTextureAsync(
            TextureRequest request, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            var target = new MemoryTarget();
            var report = await GenerateTextureAsync(request, target, progress, cancellationToken).ConfigureAwait(false);
            return target.ToTextures(report);
        }

        /// <summary>Generates textures one after another, each when the one before was taken: leave the enumeration for no more. Request what belongs together with <see cref="TextureSeries"/>.</summary>
        /// <param name="requests">What to make, in order.</param>
        /// <param name="progress">Told of every stage and step of each, from the inference thread.</param>
        /// <param name="cancellationToken">Stops within a denoising step.</param>
        /// <exception cref="ArgumentException">A request is null, or a setting of one is out of range for this model.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed, the model gave NaN, or the request needs more memory than there is.</exception>
        /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
        /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
        public async IAsyncEnumerable<MaterialTextures> GenerateTexturesAsync(
            IEnumerable<TextureRequest> requests, IProgress<GenerationProgress>? progress = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var request in requests ?? throw new ArgumentNullException(nameof(requests)))
            {
                yield return await GenerateTextureAsync(request, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        /// <summary>Waits for the running call, rejects those that wait, and unloads the model.</summary>
        public void Dispose()
        {
            _thread.Stop(() =>
            {
                _refiner?.Dispose();
                _model.Dispose();
                _control.Dispose();
            });
        }

        /// <summary>As <see cref="GenerateTextureAsync(TextureRequest, ITextureTarget, IProgress{GenerationProgress}, CancellationToken)"/>, with a look into the loop.</summary>
        internal Task<GenerationReport> GenerateTextureAsync(
            TextureRequest request, ITextureTarget target, IDenoisingObserver? observer, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
        {
            _ = target ?? throw new ArgumentNullException(nameof(target));
            var resolved = _resolver.Resolve(request ?? throw new ArgumentNullException(nameof(request)), target.Maps);
            return _thread.Enqueue(() => Generate(resolved, target, observer, progress, cancellationToken), cancellationToken, request.Priority);
        }

        /// <summary>How many generators like this one can work on such requests at the same time before memory runs out, by an estimate that counts only what is certain; at least 1.</summary>
        /// <exception cref="ArgumentException">A setting of the request is out of range for this model.</exception>
        internal int AtOnce(TextureRequest request) => RequestMemory.AtOnce(_model, _sessions, _resolver.Resolve(request, MaterialMaps.All));

        private static TextureGenerator Load(
            TextureGeneratorOptions options, SessionSettings settings, InferenceThread thread, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
        {
            var folder = ModelFolder.Open(options.ModelFolder ?? PocketModel.Folder).With(options.VaeFolder, options.UNetFolder, options.PreviewDecoderFolder, options.Upscaler);
            var sources = new EditedSources(options.Edits);
            var sessions = new SessionFactory(settings);
            while (true)
            {
                try
                {
                    return LoadOnProvider(options, folder, sources, sessions, thread, progress, cancellationToken);
                }
                catch (DiffusionException failure)
                {
                    if (!sessions.TryFallBack(failure))
                    {
                        throw;
                    }
                }
            }
        }

        private static TextureGenerator LoadOnProvider(
            TextureGeneratorOptions options, ModelFolder folder, EditedSources sources, SessionFactory sessions, InferenceThread thread, IProgress<GenerationProgress>? progress,
            CancellationToken cancellationToken)
        {
            var model = DiffusionModel.Load(folder, sources, sessions, progress, cancellationToken);
            DiffusionModel? refiner = null;
            try
            {
                refiner = options.RefinerFolder == null ? null : LoadRefiner(options.RefinerFolder, options.Edits.Tiling, sessions, model, cancellationToken);
                var generator = new TextureGenerator(thread, sessions, model, refiner);
                if (options.WarmUp)
                {
                    generator.WarmUp(cancellationToken);
                }

                // Not before: whoever waits for the load could not let a step pass.
                generator._control.PausePoint = options.PausePoint;
                return generator;
            }
            catch
            {
                refiner?.Dispose();
                model.Dispose();
                throw;
            }
        }

        /// <summary>Of the generator's edits only the tiling is made: LoRAs and the like were trained on the base model.</summary>
        private static DiffusionModel LoadRefiner(string folder, TileAxes tiling, SessionFactory sessions, DiffusionModel model, CancellationToken cancellationToken)
        {
            return DiffusionModel.LoadRefiner(ModelFolder.Open(folder), new EditedSources(new ModelEdits { Tiling = tiling }), sessions, model, cancellationToken);
        }

        /// <summary>Makes the smallest picture that the model can, so that the first real one does not wait for the just-in-time compiler.</summary>
        private void WarmUp(CancellationToken cancellationToken)
        {
            try
            {
                var report = Generate(_resolver.SmallestRequest(), new MemoryTarget(), null, null, cancellationToken);

                // Nobody sees this report: the first that somebody does says what it had to say.
                foreach (var note in report.Notes)
                {
                    _control.Note(note);
                }
            }
            catch
            {
                _control.Dispose();
                throw;
            }
        }

        private static SessionSettings Check(TextureGeneratorOptions options)
        {
            if (options.IntraOpNumThreads is < 1 or > 256)
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.IntraOpNumThreads, $"{nameof(options.IntraOpNumThreads)} must be 1 to 256, or null for one per core.");
            }

            if (options.Providers?.Count == 0)
            {
                throw new ArgumentException($"{nameof(options.Providers)} is empty. Name at least {ExecutionProvider.Cpu}, or leave it null.", nameof(options));
            }

            if (options.ThreadPriority < ThreadPriority.Lowest || options.ThreadPriority > ThreadPriority.Highest)
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.ThreadPriority, $"{nameof(options.ThreadPriority)} must be a member of the enum.");
            }

            if (options.DeviceId < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.DeviceId, $"{nameof(options.DeviceId)} counts from 0.");
            }

            if (options.Memory is < MemoryPolicy.KeepAll or > MemoryPolicy.Sequential)
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.Memory, $"{nameof(options.Memory)} is {MemoryPolicy.KeepAll} or {MemoryPolicy.Sequential}.");
            }

            if (options.MaxBatchRows is < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.MaxBatchRows, $"{nameof(options.MaxBatchRows)} must be 1 or more, or null for all rows at once.");
            }

            if (options.MaxMemoryBytes is < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.MaxMemoryBytes, $"{nameof(options.MaxMemoryBytes)} must be 1 or more, or null for what the machine has.");
            }

            if (options.DirectMLDevice is { CanCompute: false })
            {
                throw new ArgumentException(
                    $"{nameof(options.DirectMLDevice)} has a copy queue, on which DirectML cannot compute. Adopt a direct or compute queue.", nameof(options));
            }

            return new SessionSettings(options.Providers ?? DefaultProviders, options.DeviceId, options.IntraOpNumThreads ?? 0)
            {
                Memory = options.Memory,
                MaxBatchRows = options.MaxBatchRows ?? int.MaxValue,
                MaxMemoryBytes = options.MaxMemoryBytes,
                DirectMLDevice = options.DirectMLDevice,
            };
        }

        private GenerationReport Generate(
            TextureRequest request, ITextureTarget target, IDenoisingObserver? observer, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
        {
            RequestMemory.Check(_model, _sessions, request);
            _control.Begin(cancellationToken);
            try
            {
                return new GenerationRun(_model, _refiner, _control, request, progress) { Observer = observer }.Execute(_material, target, Provider);
            }
            finally
            {
                _control.End();
            }
        }
    }
}
