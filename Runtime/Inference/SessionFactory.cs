using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference
{
    /// <summary>Makes sessions for one generator, all on one execution provider, and remembers which one it became and why.</summary>
    internal sealed class SessionFactory
    {
        private readonly SessionSettings _settings;
        private readonly List<string> _fallbacks = new List<string>();

        /// <exception cref="ModelException">No provider of the list can be used on this machine.</exception>
        public SessionFactory(SessionSettings settings)
        {
            _settings = settings;
            // Every error comes as an exception as well; a line on standard error besides would say it twice.
            OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            Provider = ChooseProvider();
        }

        /// <summary>The provider that the sessions run on.</summary>
        public ExecutionProvider Provider { get; }

        /// <summary>One line for every provider that was preferred and could not be had; empty when the first choice works.</summary>
        public IReadOnlyList<string> Fallbacks => _fallbacks;

        /// <summary>When models are in memory.</summary>
        public MemoryPolicy Memory => _settings.Memory;

        /// <summary>Models in memory.</summary>
        public int LoadedCount { get; private set; }

        /// <summary>The most models that were in memory at once.</summary>
        public int PeakLoadedCount { get; private set; }

        /// <summary>Opens a model: loads it, or under <see cref="MemoryPolicy.Sequential"/> reads what its graph says of inputs and outputs.</summary>
        /// <exception cref="ModelException">The file is missing, damaged, or not a model that ONNX Runtime can run.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; loading stops at ONNX Runtime's next check.</exception>
        public OnnxSession Create(ModelSource source, CancellationToken cancellationToken) => new OnnxSession(this, source, cancellationToken);

        internal InferenceSession Load(ModelSource source, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!File.Exists(source.Path))
            {
                throw new ModelException($"'{source.Path}' is missing. Export the model again or download the folder completely.");
            }

            using var options = NewOptions(Provider);
            try
            {
                using var registration = cancellationToken.Register(() => options.SetLoadCancellationFlag(true));
                var session = Load(source, options);
                PeakLoadedCount = Math.Max(PeakLoadedCount, ++LoadedCount);
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

        internal void Unload(InferenceSession session)
        {
            session.Dispose();
            LoadedCount--;
        }

        private static InferenceSession Load(ModelSource source, SessionOptions options)
        {
            if (source.EditedGraph == null)
            {
                return new InferenceSession(source.Path, options);
            }

            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", source.Folder);
            return new InferenceSession(source.EditedGraph, options);
        }

        private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd();

        private ExecutionProvider ChooseProvider()
        {
            foreach (var provider in _settings.Providers)
            {
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
                    options.AppendExecutionProvider_DML(_settings.DeviceId);
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
    }
}
