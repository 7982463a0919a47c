using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace DiffusionTextures.Authoring
{
    /// <summary>The generators that are in memory, the last used first. Not thread-safe.</summary>
    internal sealed class LoadedModels : IDisposable
    {
        private readonly int _capacity;
        private readonly List<KeyValuePair<string, TextureGenerator>> _loaded = new List<KeyValuePair<string, TextureGenerator>>();

        public LoadedModels(int capacity)
        {
            _capacity = capacity;
        }

        public bool Contains(string key) => _loaded.Exists(pair => pair.Key == key);

        /// <summary>The generator under this key; what does not fit beside it is unloaded first.</summary>
        public async Task<TextureGenerator> GetAsync(
            string key, TextureGeneratorOptions options, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
        {
            var at = _loaded.FindIndex(pair => pair.Key == key);
            if (at >= 0)
            {
                var found = _loaded[at];
                _loaded.RemoveAt(at);
                _loaded.Insert(0, found);
                return found.Value;
            }

            while (_loaded.Count >= _capacity)
            {
                _loaded[_loaded.Count - 1].Value.Dispose();
                _loaded.RemoveAt(_loaded.Count - 1);
            }

            var generator = await TextureGenerator.LoadAsync(options, progress, cancellationToken).ConfigureAwait(false);
            _loaded.Insert(0, new KeyValuePair<string, TextureGenerator>(key, generator));
            return generator;
        }

        public void Dispose()
        {
            foreach (var pair in _loaded)
            {
                pair.Value.Dispose();
            }

            _loaded.Clear();
        }
    }
}
