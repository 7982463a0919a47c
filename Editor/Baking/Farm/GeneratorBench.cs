using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Farm;

/// <summary>The generator that a worker has loaded, changed when a job needs another model, or when the files of this one were written.</summary>
internal sealed class GeneratorBench : IDisposable
{
    private readonly int _jobs;
    private TextureGenerator? _generator;
    private string? _name;

    /// <param name="jobs">Pictures that this process makes at the same time: each gets its share of the cores.</param>
    public GeneratorBench(int jobs)
    {
        _jobs = jobs;
    }

    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    public async Task<TextureGenerator> LoadAsync(TextureGeneratorOptions options)
    {
        var name = RecipeKey.NameOf(options);
        if (_generator != null && name == _name)
        {
            return _generator;
        }

        _generator?.Dispose();
        _generator = null;
        _generator = await TextureGenerator.LoadAsync(GeneratorTeam.Sharing(options, _jobs));
        _name = name;
        return _generator;
    }

    public void Dispose() => _generator?.Dispose();
}
