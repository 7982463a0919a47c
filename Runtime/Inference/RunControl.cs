using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference
{
    /// <summary>Runs sessions for one generator: carries a cancel into a running graph and sums up the time spent in ONNX Runtime.</summary>
    /// <remarks>Used on the inference thread; only the cancel comes from others.</remarks>
    internal sealed class RunControl : IDisposable
    {
        private readonly RunOptions _options = new RunOptions();
        private CancellationTokenRegistration _registration;
        private readonly List<string> _notes = new List<string>();
        private CancellationToken _token;

        /// <summary>Time inside ONNX Runtime's own Run calls since <see cref="Begin"/>.</summary>
        public TimeSpan RunTime { get; private set; }

        /// <summary>Number of those calls.</summary>
        public int RunCount { get; private set; }

        /// <summary>The request's token; none between requests.</summary>
        public CancellationToken Token => _token;

        /// <summary>Called between steps with the request's token; may block. Null: nothing.</summary>
        public Action<CancellationToken>? PausePoint { get; set; }

        /// <summary>What the caller of the next request that succeeds should know.</summary>
        public void Note(string note) => _notes.Add(note);

        /// <summary>The notes since they were last taken.</summary>
        public IReadOnlyList<string> TakeNotes()
        {
            var notes = _notes.ToArray();
            _notes.Clear();
            return notes;
        }

        /// <summary>Begins a request: its token terminates what runs from now on.</summary>
        public void Begin(CancellationToken token)
        {
            RunTime = TimeSpan.Zero;
            RunCount = 0;
            _token = token;
            _registration = token.Register(state => ((RunOptions)state!).Terminate = true, _options);
        }

        /// <summary>Ends the request, so that a late cancel does not hit the next one.</summary>
        public void End()
        {
            // Waits for a callback that is running, so that Terminate cannot be set after it was reset.
            _registration.Dispose();
            _options.Terminate = false;
            _token = CancellationToken.None;
        }

        /// <summary>Throws when the request was cancelled; asked for between runs.</summary>
        /// <exception cref="OperationCanceledException">The request's token is cancelled.</exception>
        public void ThrowIfCancelled() => _token.ThrowIfCancellationRequested();

        /// <summary>Between steps: lets the game hold the generation back.</summary>
        /// <exception cref="OperationCanceledException">The request's token is cancelled.</exception>
        public void Pause()
        {
            PausePoint?.Invoke(_token);
            ThrowIfCancelled();
        }

        /// <summary>One run of a bound session.</summary>
        /// <exception cref="OperationCanceledException">The request's token was cancelled before or during the run.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        internal void Execute(OnnxSession session, OrtIoBinding binding)
        {
            ThrowIfCancelled();
            var start = Stopwatch.GetTimestamp();
            try
            {
                Run(session, binding);
            }
            catch (OnnxRuntimeException exception)
            {
                // The exception carries no public code that tells a termination from a failure: the token does.
                ThrowIfCancelled();
                throw new InferenceException(
                    $"ONNX Runtime failed while running '{session.Path}': {exception.Message} If memory is short, ask for a smaller picture.", exception);
            }
            finally
            {
                RunTime += TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency);
                RunCount++;
            }
        }

        private void Run(OnnxSession session, OrtIoBinding binding)
        {
            if (!(session.RunLock is { } one))
            {
                session.Session.RunWithBinding(_options, binding);
                return;
            }

            lock (one)
            {
                binding.SynchronizeBoundInputs();
                session.Session.RunWithBinding(_options, binding);
                binding.SynchronizeBoundOutputs();
            }
        }

        public void Dispose() => _options.Dispose();
    }
}
