using System.Reflection;

namespace DiffusionTextures.Studio.Tests;

/// <summary>Where the sources lie that a test runs beside the assemblies: the page's and the browser's script.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));
}
