using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace DiffusionTextures.Inference
{
    /// <summary>The one thread of a generator on which sessions are made, run and disposed. Work queues by priority, then in order.</summary>
    /// <remarks>One thread, because the DirectML provider allows no concurrent Run on a session. Thread-safe.</remarks>
    internal sealed class InferenceThread
    {
        private readonly List<IWork> _queue = new List<IWork>();
        private readonly Thread _thread;
        private readonly ThreadPriority _priority;
        private Action? _last;

        /// <param name="priority">Of the thread and, where the system lets threads inherit it, of those that ONNX Runtime starts from it.</param>
        public InferenceThread(ThreadPriority priority = ThreadPriority.Normal)
        {
            _priority = priority;
            CompletionThread.EnsureStarted();
            _thread = new Thread(Loop) { IsBackground = true, Name = "DiffusionTextures inference" };
            _thread.Start();
        }

        private interface IWork
        {
            int Priority { get; }

            void Run();

            void Reject();
        }

        /// <summary>Queues work. A token that is cancelled before its turn cancels the task at its turn without running it.</summary>
        /// <exception cref="ObjectDisposedException">The thread was disposed.</exception>
        public Task<T> Enqueue<T>(Func<T> work, CancellationToken cancellationToken, RequestPriority? priority = null)
        {
            var item = new Work<T>(work, priority, cancellationToken);
            lock (_queue)
            {
                if (_last != null)
                {
                    throw new ObjectDisposedException(nameof(TextureGenerator), "The generator was disposed. Load a new one with TextureGenerator.LoadAsync.");
                }

                _queue.Add(item);
                Monitor.Pulse(_queue);
            }

            return item.Task;
        }

        /// <summary>Lets the running work finish, rejects what is queued, runs <paramref name="last"/> and ends the thread. Further calls only wait.</summary>
        public void Stop(Action last)
        {
            var queued = new List<IWork>();
            lock (_queue)
            {
                if (_last == null)
                {
                    _last = last;
                    queued.AddRange(_queue);
                    _queue.Clear();
                    Monitor.Pulse(_queue);
                }
            }

            queued.ForEach(work => work.Reject());

            // Stopping from a progress callback happens on the thread itself, which ends after that work.
            if (Thread.CurrentThread != _thread)
            {
                _thread.Join();
                CompletionThread.Flush();
            }
        }

        private void Loop()
        {
            NativeThreadPriority.Set(_priority);
            for (var work = Next(); work != null; work = Next())
            {
                work.Run();
            }

            _last!();
        }

        private IWork? Next()
        {
            lock (_queue)
            {
                while (_queue.Count == 0)
                {
                    if (_last != null)
                    {
                        return null;
                    }

                    Monitor.Wait(_queue);
                }

                return TakeMostUrgent();
            }
        }

        // Priorities change while requests wait, so that they are compared now; the queue is short.
        private IWork TakeMostUrgent()
        {
            var chosen = 0;
            for (var i = 1; i < _queue.Count; i++)
            {
                chosen = _queue[i].Priority > _queue[chosen].Priority ? i : chosen;
            }

            var work = _queue[chosen];
            _queue.RemoveAt(chosen);
            return work;
        }

        private sealed class Work<T> : IWork
        {
            private readonly TaskCompletionSource<T> _completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            private readonly Func<T> _work;
            private readonly CancellationToken _token;
            private readonly RequestPriority? _priority;

            public Work(Func<T> work, RequestPriority? priority, CancellationToken token)
            {
                _work = work;
                _token = token;
                _priority = priority;
            }

            public int Priority => _priority?.Value ?? 0;

            public Task<T> Task => _completion.Task;

            public void Run()
            {
                try
                {
                    _token.ThrowIfCancellationRequested();
                    var result = _work();
                    CompletionThread.Post(() => _completion.TrySetResult(result));
                }
                catch (OperationCanceledException exception)
                {
                    var token = exception.CancellationToken.IsCancellationRequested ? exception.CancellationToken : new CancellationToken(true);
                    CompletionThread.Post(() => _completion.TrySetCanceled(token));
                }
#pragma warning disable CA1031 // the task carries it to the caller, whatever it is
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    CompletionThread.Post(() => _completion.TrySetException(exception));
                }
            }

            public void Reject()
            {
                _completion.TrySetException(new ObjectDisposedException(nameof(TextureGenerator), "The generator was disposed while the request was waiting."));
            }
        }
    }
}
