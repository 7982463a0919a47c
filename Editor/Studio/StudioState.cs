using DiffusionTextures.Authoring;
using DiffusionTextures.Studio.Api;
using DiffusionTextures.Studio.Events;

namespace DiffusionTextures.Studio;

/// <summary>What all requests share: the library, the session, the undo histories and who listens. Thread-safe.</summary>
internal sealed class StudioState : IDisposable
{
    private readonly object _scan = new();

    /// <exception cref="MaterialException">The folder cannot be made or written.</exception>
    public StudioState(StudioOptions options)
    {
        Library = new MaterialLibrary(options.Folder);
        Results = new ResultCache(Library.ResultsFolder);
        Models = new ModelList(Library.Folder, options.ModelFolder);
        Paths = new DocumentPaths(Library.Folder, true, options.ModelFolder);
        Session = new GenerationSession(Library, Results, Paths, new GenerationSessionOptions { Providers = options.Providers });
        Session.Changed += OnJob;
        Results.Trim(options.MaxResultBytes, Favourites());
        Library.Scan();
    }

    public MaterialLibrary Library { get; }

    public ResultCache Results { get; }

    public DocumentPaths Paths { get; }

    public ModelList Models { get; }

    public GenerationSession Session { get; }

    public UndoHistories Undo { get; } = new();

    public EventHub Events { get; } = new();

    /// <summary>Tells every page which materials are others than at the last look, whoever changed them.</summary>
    public void TellChanges()
    {
        lock (_scan)
        {
            foreach (var (name, change) in Library.Scan())
            {
                Events.Send("material", StudioJson.Change(name, change));
            }
        }
    }

    public void Dispose()
    {
        Events.Close();
        Session.Dispose();
    }

    private void OnJob(GenerationJob job)
    {
        Events.Send("job", StudioJson.Job(job));
        if (job.State.Status == JobStatus.Done)
        {
            TellChanges();
        }
    }

    private HashSet<string> Favourites()
    {
        return [.. Library.List()
            .SelectMany(entry => entry.Saved?.Material.History ?? [])
            .Where(record => record.Favourite)
            .Select(record => record.Id)];
    }
}
