using System;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference
{
    /// <summary>A session that several generators may use. Owned by the <see cref="SessionCache"/>.</summary>
    internal sealed class SharedSession : IDisposable
    {
        private InferenceSession? _session;

        public SharedSession(string key)
        {
            Key = key;
        }

        public string Key { get; }

        /// <summary>Generators that have it; changed under the cache's lock.</summary>
        public int Users { get; set; }

        /// <summary>Held while it is loaded.</summary>
        public object LoadLock { get; } = new object();

        /// <summary>Held while it runs on a provider that allows no concurrent runs.</summary>
        public object RunLock { get; } = new object();

        /// <summary>The loaded session.</summary>
        public InferenceSession Session => _session!;

        /// <summary>Loads it, unless that has happened.</summary>
        public void Load(Func<InferenceSession> create) => _session ??= create();

        public void Dispose() => _session?.Dispose();
    }
}
