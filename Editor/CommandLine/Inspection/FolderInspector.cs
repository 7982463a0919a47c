using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.CommandLine.Inspection;

/// <summary>Opens every part of a model folder by itself, so that one damaged part does not hide the others.</summary>
internal sealed class FolderInspector
{
    private readonly ModelFolder _folder;
    private readonly List<string> _problems = [];
    private string _family = "unknown";
    private readonly List<PartInspection> _parts = [];
    private readonly SessionFactory _sessions = new(new SessionSettings([ExecutionProvider.Cpu], 0, 0));

    private FolderInspector(ModelFolder folder)
    {
        _folder = folder;
    }

    /// <summary>Inspects a folder; a folder without problems has also been loaded as a whole.</summary>
    /// <exception cref="ModelException">There is no such folder, or no model_index.json in it.</exception>
    /// <exception cref="OperationCanceledException">The inspection was cancelled.</exception>
    public static async Task<ModelInspection> InspectAsync(string path, CancellationToken cancellationToken)
    {
        var folder = ModelFolder.Open(path);
        var inspector = new FolderInspector(folder);
        inspector.InspectParts(cancellationToken);
        inspector.Try(() => inspector._family = ModelFamilyName.Of(folder));
        var facts = inspector.Facts();
        if (inspector._problems.Count == 0)
        {
            await inspector.LoadWholeAsync(cancellationToken);
        }

        return new ModelInspection(folder.Path, inspector._family, facts, inspector._parts, inspector._problems);
    }

    private void InspectParts(CancellationToken cancellationToken)
    {
        foreach (var name in new[] { _folder.Has("text_encoder_2") ? "text_encoder_2" : "text_encoder", "unet", "vae_decoder" })
        {
            Try(() => _folder.Require(name));
        }

        var names = Directory.EnumerateDirectories(_folder.Path).Select(path => Path.GetFileName(path)).Where(_folder.Has).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            Try(() => InspectPart(name, cancellationToken));
        }
    }

    private void InspectPart(string name, CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(Path.Combine(_folder.Path, name)).Where(file => Path.GetExtension(file) != ".json");
        var bytes = files.Sum(file => new FileInfo(file).Length);
        using var session = _sessions.Create(new ModelSource(_folder.ModelPath(name)), cancellationToken);
        _parts.Add(new PartInspection(name, bytes, [.. session.Inputs.Select(input => input.ToString())], [.. session.Outputs.Select(output => output.ToString())], EditInspection.Of(name, _folder.ModelPath(name))));
    }

    private List<KeyValuePair<string, string>> Facts()
    {
        var facts = new List<KeyValuePair<string, string>>();
        Add("pipeline", () => _folder.PipelineClass);
        Add("scheduler", () => _folder.SchedulerConfig() is var config
            ? $"{config.String("_class_name", "?")}, {config.String("prediction_type", "epsilon")}, {config.String("beta_schedule", "linear")} betas"
            : string.Empty);
        Add("tokenizer", () => ClipTokenizer.Load(_folder.PathOf("tokenizer")) is var tokenizer
            ? $"{tokenizer.Vocabulary.Count} pieces, {tokenizer.ModelMaxLength} tokens"
            : string.Empty);
        if (_folder.Has("text_encoder"))
        {
            Add("text", () => $"{_folder.Config("text_encoder").Int32("hidden_size", -1)} wide");
        }

        if (_folder.Has("unet"))
        {
            Add("unet", () => _folder.Config("unet") is var config
                ? $"{config.Int32("in_channels", 4)} channels in, {config.Int32("out_channels", 4)} out, trained at {string.Join("x", config.Int32List("sample_size").DefaultIfEmpty(64))} latent cells"
                : string.Empty);
        }

        if (_folder.Has("vae_decoder"))
        {
            Add("vae", () => new VaeConfig(_folder.Config("vae_decoder")) is var vae
                ? FormattableString.Invariant($"{vae.LatentChannels} latent channels, factor {vae.ScaleFactor}, scaling {vae.ScalingFactor}, shift {vae.ShiftFactor}")
                : string.Empty);
        }

        return facts;

        void Add(string name, Func<string> describe) => Try(() => facts.Add(KeyValuePair.Create(name, describe())));
    }

    private async Task LoadWholeAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = _folder.Path }, null, cancellationToken);
        }
        catch (ModelException exception)
        {
            _problems.Add(FailureReport.SingleLine(exception.Message));
        }
    }

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (ModelException exception)
        {
            var problem = FailureReport.SingleLine(exception.Message);
            if (!_problems.Contains(problem))
            {
                _problems.Add(problem);
            }
        }
    }
}
