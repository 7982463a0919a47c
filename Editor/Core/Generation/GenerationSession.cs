using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace DiffusionTextures.Authoring
{
    /// <summary>What a session is made of.</summary>
    public sealed record GenerationSessionOptions
    {
        /// <summary>Where to compute, in order of preference; null for the processor.</summary>
        public IReadOnlyList<ExecutionProvider>? Providers { get; init; }

        /// <summary>How many models may be in memory at once, at least 1.</summary>
        public int LoadedModels { get; init; } = 2;
    }

    /// <summary>
    /// Makes the pictures of a library's materials, one after the other: takes them from the results where they lie there, else loads the model,
    /// generates, stores, and adds them to the material's history. Thread-safe. Dispose stops the running job and waits for it.
    /// </summary>
    public sealed class GenerationSession : IDisposable
    {
        private const int FinishedKept = 100;

        private readonly object _gate = new object();
        private readonly MaterialLibrary _library;
        private readonly ResultCache _results;
        private readonly DocumentPaths _paths;
        private readonly GenerationSessionOptions _options;
        private readonly LoadedModels _models;
        private readonly List<GenerationJob> _jobs = new List<GenerationJob>();
        private Task _worker = Task.CompletedTask;
        private bool _works;
        private bool _disposed;
        private int _lastId;

        /// <summary>A session.</summary>
        /// <param name="library">Whose histories are written.</param>
        /// <param name="results">Where pictures are kept.</param>
        /// <param name="paths">Where the documents' paths lead.</param>
        /// <param name="options">Null for the defaults.</param>
        public GenerationSession(MaterialLibrary library, ResultCache results, DocumentPaths paths, GenerationSessionOptions? options = null)
        {
            _library = library ?? throw new ArgumentNullException(nameof(library));
            _results = results ?? throw new ArgumentNullException(nameof(results));
            _paths = paths ?? throw new ArgumentNullException(nameof(paths));
            _options = options ?? new GenerationSessionOptions();
            _models = _options.LoadedModels >= 1
                ? new LoadedModels(_options.LoadedModels)
                : throw new ArgumentOutOfRangeException(nameof(options), _options.LoadedModels, $"{nameof(GenerationSessionOptions.LoadedModels)} is at least 1.");
        }

        /// <summary>Raised after every change of a job, one at a time, from the thread that made it. Keep it short.</summary>
        public event Action<GenerationJob>? Changed;

        /// <summary>The jobs that wait or run and the last finished ones, in the order in which they were asked for.</summary>
        public IReadOnlyList<GenerationJob> Jobs
        {
            get
            {
                lock (_gate)
                {
                    return _jobs.ToArray();
                }
            }
        }

        /// <summary>Asks for a picture.</summary>
        /// <param name="material">The material whose history it goes to.</param>
        /// <param name="settings">How it is made.</param>
        /// <param name="seed">Its seed.</param>
        /// <param name="grid">Name of the grid that it is part of, or null.</param>
        /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
        public GenerationJob Enqueue(string material, GenerationSettings settings, long seed, string? grid = null)
        {
            _ = material ?? throw new ArgumentNullException(nameof(material));
            _ = settings ?? throw new ArgumentNullException(nameof(settings));
            GenerationJob job;
            lock (_gate)
            {
                _ = _disposed ? throw new ObjectDisposedException(nameof(GenerationSession)) : 0;
                job = new GenerationJob(++_lastId, material, settings, seed, grid);
                Forget();
                _jobs.Add(job);
            }

            Changed?.Invoke(job);
            lock (_gate)
            {
                if (!_works && !_disposed)
                {
                    _works = true;
                    _worker = Task.Run(WorkAsync);
                }
            }

            return job;
        }

        /// <summary>Stops a job that waits or runs.</summary>
        /// <returns>Whether there was anything to stop.</returns>
        public bool Cancel(int id)
        {
            GenerationJob? job;
            lock (_gate)
            {
                job = _jobs.Find(candidate => candidate.Id == id && !candidate.State.IsOver);
            }

            job?.Cancellation.Cancel();
            return job != null;
        }

        /// <summary>Stops every job that waits or runs.</summary>
        public void CancelAll()
        {
            foreach (var job in Jobs)
            {
                job.Cancellation.Cancel();
            }
        }

        /// <summary>Ends when no job waits or runs.</summary>
        public Task WhenIdleAsync()
        {
            lock (_gate)
            {
                return _worker;
            }
        }

        /// <summary>Stops every job, waits for the running one and unloads the models.</summary>
        public void Dispose()
        {
            Task worker;
            lock (_gate)
            {
                _disposed = true;
                worker = _worker;
            }

            CancelAll();
            worker.Wait();
            _models.Dispose();
        }

        private async Task WorkAsync()
        {
            while (Next() is { } job)
            {
                await RunAsync(job).ConfigureAwait(false);
            }
        }

        private GenerationJob? Next()
        {
            lock (_gate)
            {
                var job = _jobs.Find(candidate => !candidate.State.IsOver);
                _works = job != null;
                return job;
            }
        }

        private async Task RunAsync(GenerationJob job)
        {
            try
            {
                job.Cancellation.Token.ThrowIfCancellationRequested();
                var id = ResultKey.Of(job.Settings, job.Seed, _paths, _options.Providers);
                var fromCache = _results.Contains(id);
                if (!fromCache)
                {
                    _results.Store(id, await GenerateAsync(job).ConfigureAwait(false));
                }

                _library.AddGeneration(job.Material, new GenerationRecord(id, job.Settings, job.Seed, DateTimeOffset.UtcNow) { Grid = job.Grid });
                Report(job, job.State with { Status = JobStatus.Done, Result = id, FromCache = fromCache });
            }
            catch (OperationCanceledException)
            {
                Report(job, job.State with { Status = JobStatus.Cancelled });
            }
#pragma warning disable CA1031 // the edge of a job: whatever it is, it is told and the next job has its turn
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Report(job, job.State with { Status = JobStatus.Failed, Problem = exception.Message });
            }
        }

        private async Task<MaterialTextures> GenerateAsync(GenerationJob job)
        {
            var progress = new JobProgress(this, job);
            var key = RequestFactory.OptionsKey(job.Settings);
            Report(job, job.State with { Status = _models.Contains(key) ? JobStatus.Running : JobStatus.Loading });
            var options = RequestFactory.OptionsOf(job.Settings, _paths, _options.Providers);
            var generator = await _models.GetAsync(key, options, progress, job.Cancellation.Token).ConfigureAwait(false);
            Report(job, job.State with { Status = JobStatus.Running });
            var request = RequestFactory.RequestOf(job.Settings, job.Seed, _paths);
            return await generator.GenerateTextureAsync(request, progress, job.Cancellation.Token).ConfigureAwait(false);
        }

        private void Report(GenerationJob job, JobState state)
        {
            job.State = state;
            Changed?.Invoke(job);
        }

        private void Forget()
        {
            var finished = _jobs.FindAll(job => job.State.IsOver).Count;
            for (; finished > FinishedKept; finished--)
            {
                _jobs.RemoveAt(_jobs.FindIndex(job => job.State.IsOver));
            }
        }

        private sealed class JobProgress : IProgress<GenerationProgress>
        {
            private readonly GenerationSession _session;
            private readonly GenerationJob _job;

            public JobProgress(GenerationSession session, GenerationJob job)
            {
                _session = session;
                _job = job;
            }

            public void Report(GenerationProgress value)
            {
                _job.Preview = value.Preview ?? _job.Preview;
                _session.Report(_job, _job.State with
                {
                    Stage = value.Stage,
                    Step = value.Step,
                    StepCount = value.StepCount,
                    Previews = _job.State.Previews + (value.Preview == null ? 0 : 1),
                });
            }
        }
    }
}
