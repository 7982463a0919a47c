using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// Makes pictures for prompt materials that live in an engine's own assets. The assets hold the documents; here are copies of them in a working
    /// folder that may be deleted at any time, the results, and the changes of jobs in a queue that the engine's main thread empties.
    /// Thread-safe. Dispose stops the running job and waits for it.
    /// </summary>
    public sealed class AssetGenerations : IDisposable
    {
        private readonly MaterialLibrary _library;
        private readonly GenerationSession _session;
        private readonly ConcurrentQueue<GenerationJob> _changed = new ConcurrentQueue<GenerationJob>();

        /// <summary>Opens a working folder, which is made where it is missing.</summary>
        /// <param name="folder">The working folder.</param>
        /// <param name="projectFolder">What relative paths of documents begin at.</param>
        /// <param name="modelFolder">A second folder to look for models in; null for none.</param>
        /// <param name="options">Where to compute and how many models stay loaded; null for the defaults.</param>
        public AssetGenerations(string folder, string projectFolder, string? modelFolder = null, GenerationSessionOptions? options = null)
        {
            Directory.CreateDirectory(folder ?? throw new ArgumentNullException(nameof(folder)));
            _library = new MaterialLibrary(folder);
            Results = new ResultCache(_library.ResultsFolder);
            _session = new GenerationSession(_library, Results, new DocumentPaths(projectFolder, false, modelFolder), options);
            _session.Changed += _changed.Enqueue;
        }

        /// <summary>The finished pictures.</summary>
        public ResultCache Results { get; }

        /// <summary>Asks for variants of a material.</summary>
        /// <param name="asset">Stands for the asset in jobs: a name such as its GUID.</param>
        /// <param name="material">Its document.</param>
        /// <param name="grid">The variants.</param>
        /// <returns>The jobs, in the grid's order.</returns>
        /// <exception cref="MaterialException">The name cannot be one, the grid is empty or too large, or the working folder cannot be written.</exception>
        /// <exception cref="ObjectDisposedException">It was disposed.</exception>
        public IReadOnlyList<GenerationJob> Generate(string asset, PromptMaterial material, VariantGrid grid)
        {
            _ = material ?? throw new ArgumentNullException(nameof(material));
            var variants = (grid ?? throw new ArgumentNullException(nameof(grid))).Of(material.Settings);
            Store(asset, material);
            var name = variants.Count == 1 ? null : DateTime.UtcNow.Ticks.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
            var jobs = new List<GenerationJob>();
            foreach (var variant in variants)
            {
                jobs.Add(_session.Enqueue(asset, variant.Settings, variant.Seed, name));
            }

            return jobs;
        }

        /// <summary>The material with a finished job's picture in its history.</summary>
        /// <exception cref="InvalidOperationException">The job is not done.</exception>
        public static PromptMaterial Remember(PromptMaterial material, GenerationJob job)
        {
            _ = material ?? throw new ArgumentNullException(nameof(material));
            var id = (job ?? throw new ArgumentNullException(nameof(job))).State.Result
                ?? throw new InvalidOperationException($"The job is {job.State.Status}. Remember it when it is {JobStatus.Done}.");
            var history = new List<GenerationRecord>(material.History);
            GenerationHistory.Add(history, new GenerationRecord(id, job.Settings, job.Seed, DateTimeOffset.UtcNow) { Grid = job.Grid });
            return material with { History = history };
        }

        /// <summary>Stops every job of an asset that waits or runs.</summary>
        /// <returns>Whether there was anything to stop.</returns>
        public bool Cancel(string asset)
        {
            var stopped = false;
            foreach (var job in _session.Jobs)
            {
                stopped |= job.Material == asset && _session.Cancel(job.Id);
            }

            return stopped;
        }

        /// <summary>Stops one job.</summary>
        /// <returns>Whether there was anything to stop.</returns>
        public bool Cancel(GenerationJob job) => _session.Cancel((job ?? throw new ArgumentNullException(nameof(job))).Id);

        /// <summary>Whether an asset has a job that waits or runs.</summary>
        public bool IsBusy(string asset)
        {
            foreach (var job in _session.Jobs)
            {
                if (job.Material == asset && !job.State.IsOver)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Takes the next job that has changed since it was taken last; a job may come several times. For the engine's main thread, once a frame until there is none.</summary>
        public bool TryTakeChange(out GenerationJob job) => _changed.TryDequeue(out job!);

        /// <summary>Stops every job, waits for the running one and unloads the models.</summary>
        public void Dispose() => _session.Dispose();

        /// <summary>Jobs carry their settings; the copy is there for the session's own history.</summary>
        private void Store(string asset, PromptMaterial material)
        {
            foreach (var entry in _library.List())
            {
                if (entry.Name == asset && entry.Saved != null)
                {
                    return;
                }

                if (entry.Name == asset)
                {
                    _library.Delete(asset);
                }
            }

            _library.Create(asset, material);
        }
    }
}
