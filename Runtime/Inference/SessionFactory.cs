using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using DiffusionTextures.Inference.DirectML;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference
{
    /// <summary>Makes sessions for one generator, all on one execution provider, and remembers which one it became and why.</summary>
    internal sealed class SessionFactory
    {
        private readonly SessionSettings _settings;
        private readonly List<string> _fallbacks = new List<string>();
        private int _choice;

        /// <exception cref="ModelException">ONNX Runtime's library is missing, or no provider of the list can be used on this machine.</exception>
        public SessionFactory(SessionSettings settings)
        {
            _settings = settings;
            try
            {
                // Every error comes as an exception as well; a line on standard error besides would say it twice.
                OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            }
            catch (Exception exception) when (exception is TypeInitializationException || exception is DllNotFoundException || exception is EntryPointNotFoundException)
            {
                throw new ModelException(
                    $"ONNX Runtime's native library is missing, too old, or made for another processor than this one ({RuntimeInformation.ProcessArchitecture}): " +
                    $"{FirstLine((exception.InnerException ?? exception).Message)} In Unity, install com.github.asus4.onnxruntime and enable its plugin for the platform; " +
                    "elsewhere run 'npm ci' in this package and build again, or reference Microsoft.ML.OnnxRuntime, and copy the runtimes folder of the output with the program.",
                    exception);
            }

            Provider = ChooseProvider();
        }

        /// <summary>The provider that the sessions run on.</summary>
        public ExecutionProvider Provider { get; private set; }

        /// <summary>One line for every provider that was preferred and could not be had; empty when the first choice works.</summary>
        public IReadOnlyList<string> Fallbacks => _fallbacks;

        /// <summary>When models are in memory.</summary>
        public MemoryPolicy Memory => _settings.Memory;

        /// <inheritdoc cref="SessionSettings.MaxBatchRows"/>
        public int MaxBatchRows => _settings.MaxBatchRows;

        /// <summary>What the models and their runs may take; null where nothing is known.</summary>
        public MemoryBudget? Budget => MemoryBudget.Of(_settings.MaxMemoryBytes, Provider);

        /// <summary>Weights of the models in memory, at least.</summary>
        public long LoadedBytes { get; private set; }

        /// <summary>Models in memory.</summary>
        public int LoadedCount { get; private set; }

        /// <summary>The most models that were in memory at once.</summary>
        public int PeakLoadedCount { get; private set; }

        /// <summary>Opens a model: loads it, or under <see cref="MemoryPolicy.Sequential"/> reads what its graph says of inputs and outputs.</summary>
        /// <exception cref="ModelException">The file is missing, damaged, or not a model that ONNX Runtime can run.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; loading stops at ONNX Runtime's next check.</exception>
        public OnnxSession Create(ModelSource source, CancellationToken cancellationToken) => new OnnxSession(this, source, cancellationToken);

        /// <summary>Models that this factory read from their files; those that another generator had loaded do not count.</summary>
        public int CreatedCount { get; private set; }

        internal SharedSession Load(ModelSource source, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!File.Exists(source.Path))
            {
                throw new ModelException($"'{source.Path}' is missing. Export the model again or download the folder completely.");
            }

            var weights = FootprintOf(source).WeightBytes;
            if (Budget is { } budget && LoadedBytes + weights > budget.Bytes)
            {
                throw new ModelException(
                    $"'{source.Path}' needs at least {MemoryBudget.Megabytes(weights)} for its weights beside {MemoryBudget.Megabytes(LoadedBytes)} of parts that are loaded, but {budget.Source}. " +
                    $"Load the model with {nameof(MemoryPolicy)}.{nameof(MemoryPolicy.Sequential)}, close other programs, or use a smaller model; float32 exports need less on the processor than float16 ones.");
            }

            try
            {
                var key = $"{Provider}|{_settings.DeviceId}|{_settings.DirectMLDevice?.Api.Queue}|{_settings.IntraOpNumThreads}|{source.Identity()}";
                var session = SessionCache.Shared.Acquire(key, () => Create(source, Provider, cancellationToken), cancellationToken);
                PeakLoadedCount = Math.Max(PeakLoadedCount, ++LoadedCount);
                LoadedBytes += weights;
                return session;
            }
            catch (OnnxRuntimeException exception)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new ModelException(
                    $"ONNX Runtime cannot load '{source.Path}' ({new FileInfo(source.Path).Length:N0} bytes) on {Provider}: {FirstLine(exception.Message)} " +
                    "If the file is truncated or damaged, or its external data file is missing, copy or export it again.",
                    exception);
            }
        }

        internal void Unload(SharedSession session, ModelSource source)
        {
            LoadedBytes -= FootprintOf(source).WeightBytes;
            SessionCache.Shared.Release(session);
            LoadedCount--;
        }

        /// <summary>What a model has in memory at least on this provider.</summary>
        internal ModelFootprint FootprintOf(ModelSource source)
        {
            return source.Footprint(widensHalf: Provider == ExecutionProvider.Cpu && RuntimeInformation.ProcessArchitecture == Architecture.X64);
        }

        private InferenceSession Create(ModelSource source, ExecutionProvider provider, CancellationToken cancellationToken)
        {
            using var options = NewOptions(provider);
            using var registration = cancellationToken.Register(() => options.SetLoadCancellationFlag(true));
            CreatedCount++;
            if (source.EditedGraph == null)
            {
                return new InferenceSession(source.Path, options);
            }

            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", source.Folder);
            return new InferenceSession(source.EditedGraph, options);
        }

        private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd();

        /// <summary>Leaves a provider that could not load or run the model for the next one of the list; everything must be loaded again.</summary>
        /// <param name="failure">What happened.</param>
        /// <returns>False when ONNX Runtime was not the cause or there is no further provider.</returns>
        /// <exception cref="ModelException">No provider further down the list can be used on this machine.</exception>
        public bool TryFallBack(DiffusionException failure)
        {
            if (!(failure.InnerException is OnnxRuntimeException cause) || _choice + 1 >= _settings.Providers.Count)
            {
                return false;
            }

            _fallbacks.Add($"{Provider} cannot run this model here: {FirstLine(cause.Message)}");
            _choice++;
            Provider = ChooseProvider();
            return true;
        }

        private ExecutionProvider ChooseProvider()
        {
            for (; _choice < _settings.Providers.Count; _choice++)
            {
                var provider = _settings.Providers[_choice];
                try
                {
                    using var options = NewOptions(provider);
                    return provider;
                }
                catch (Exception exception) when (exception is OnnxRuntimeException || exception is NotSupportedException || exception is EntryPointNotFoundException)
                {
                    _fallbacks.Add($"{provider} cannot be used here: {FirstLine(exception.Message)}");
                }
            }

            throw new ModelException(
                $"None of the execution providers asked for can be used: {string.Join(" ", _fallbacks)} Ask for {ExecutionProvider.Cpu} as well.");
        }

        private SessionOptions NewOptions(ExecutionProvider provider)
        {
            var options = new SessionOptions();
            try
            {
                options.IntraOpNumThreads = _settings.IntraOpNumThreads;
                options.InterOpNumThreads = 1;
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;

                // A game needs its cores: waiting threads sleep instead of spinning.
                options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
                Append(options, provider);
                return options;
            }
            catch
            {
                options.Dispose();
                throw;
            }
        }

        private void Append(SessionOptions options, ExecutionProvider provider)
        {
            switch (provider)
            {
                case ExecutionProvider.Cpu:
                    break;
                case ExecutionProvider.DirectML:
                    // Required by the provider: sequential execution without memory pattern.
                    options.EnableMemoryPattern = false;
                    options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
                    AppendDirectML(options);
                    break;
                case ExecutionProvider.Cuda:
                    options.AppendExecutionProvider_CUDA(_settings.DeviceId);
                    break;
                case ExecutionProvider.CoreML:
                    options.AppendExecutionProvider_CoreML();
                    break;
                case ExecutionProvider.WebGpu:
                    options.AppendExecutionProvider("WebGPU", new Dictionary<string, string>());
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(provider), provider, "Not an execution provider.");
            }
        }

        private void AppendDirectML(SessionOptions options)
        {
            var device = _settings.DirectMLDevice;
            if (device == null)
            {
                options.AppendExecutionProvider_DML(_settings.DeviceId);
                return;
            }

            OrtDmlApi.Append(options, device.Api.Device, device.Api.Queue);
        }
    }
}
