namespace DiffusionTextures.Baking.Execution;

/// <summary>Generators of one model that are loaded at the same time and share the cores; their weights are in memory once.</summary>
internal sealed class GeneratorTeam : IDisposable
{
    private readonly List<TextureGenerator> _members = [];

    private GeneratorTeam()
    {
    }

    public IReadOnlyList<TextureGenerator> Members => _members;

    /// <summary>Loads as many as are wanted, or as many of them as have room to make the picture.</summary>
    /// <param name="options">The model; its thread count is chosen here unless it is given.</param>
    /// <param name="wanted">At least 1.</param>
    /// <param name="example">A picture of the kind that they are to make.</param>
    /// <param name="cancellationToken">Stops the load; nothing stays loaded.</param>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    public static async Task<GeneratorTeam> LoadAsync(TextureGeneratorOptions options, int wanted, TextureRequest example, CancellationToken cancellationToken)
    {
        var shared = Sharing(options, wanted);
        var team = new GeneratorTeam();
        try
        {
            while (team._members.Count < wanted && (team._members.Count == 0 || team._members.Count < AtOnce(team._members[0], example)))
            {
                team._members.Add(await TextureGenerator.LoadAsync(shared, null, cancellationToken));
            }

            return team;
        }
        catch
        {
            team.Dispose();
            throw;
        }
    }

    /// <summary>One generator of so many: its share of the cores, and no lower priority than the process, since a bake is no game whose frames come first.</summary>
    public static TextureGeneratorOptions Sharing(TextureGeneratorOptions options, int count)
    {
        return options with { IntraOpNumThreads = options.IntraOpNumThreads ?? Math.Max(1, Environment.ProcessorCount / count), ThreadPriority = ThreadPriority.Normal };
    }

    public void Dispose()
    {
        _members.ForEach(member => member.Dispose());
        _members.Clear();
    }

    private static int AtOnce(TextureGenerator generator, TextureRequest example)
    {
        try
        {
            return generator.AtOnce(example);
        }
        catch (ArgumentException)
        {
            // A picture that cannot be made takes no memory; whoever asks for it is told why.
            return int.MaxValue;
        }
    }
}
