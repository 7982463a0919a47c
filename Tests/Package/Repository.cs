namespace DiffusionTextures.Package.Tests;

/// <summary>The clone that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        return File.Exists(Path.Combine(folder, "package.json")) && File.Exists(Path.Combine(folder, "DiffusionTextures.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside of a clone."));
    }
}
