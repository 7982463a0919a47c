using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference
{
    /// <summary>The sessions of this process: generators on the same files with the same edits and settings share them, and the last one to go unloads them.</summary>
    /// <remarks>Thread-safe. A load that fails or is cancelled leaves nothing behind; who waited for it loads for itself.</remarks>
    internal sealed class SessionCache
    {
        private const int WaitMilliseconds = 20;

        private readonly Dictionary<string, SharedSession> _sessions = new Dictionary<string, SharedSession>(StringComparer.Ordinal);

        /// <summary>The cache of all generators.</summary>
        public static SessionCache Shared { get; } = new SessionCache();

        /// <summary>A session that is loaded already, or a new one.</summary>
        /// <param name="key">What the session is made of: files, edits, settings.</param>
        /// <param name="create">Loads it; called only when nobody has it.</param>
        /// <param name="cancellationToken">Ends the wait for another generator that is loading it.</param>
        /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
        public SharedSession Acquire(string key, Func<InferenceSession> create, CancellationToken cancellationToken)
        {
            var shared = Enter(key);
            try
            {
                while (!Monitor.TryEnter(shared.LoadLock, WaitMilliseconds))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                try
                {
                    shared.Load(create);
                    return shared;
                }
                finally
                {
                    Monitor.Exit(shared.LoadLock);
                }
            }
            catch
            {
                Release(shared);
                throw;
            }
        }

        /// <summary>Gives a session back; the last one to do so unloads it.</summary>
        public void Release(SharedSession shared)
        {
            lock (_sessions)
            {
                if (--shared.Users > 0)
                {
                    return;
                }

                _sessions.Remove(shared.Key);
            }

            shared.Dispose();
        }

        private SharedSession Enter(string key)
        {
            lock (_sessions)
            {
                if (!_sessions.TryGetValue(key, out var shared))
                {
                    shared = new SharedSession(key);
                    _sessions.Add(key, shared);
                }

                shared.Users++;
                return shared;
            }
        }
    }
}
