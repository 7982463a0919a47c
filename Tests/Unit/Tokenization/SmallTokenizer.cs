using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Tests.Tokenization;

/// <summary>The tokenizer of the tiny golden models: 802 entries of our own.</summary>
internal static class SmallTokenizer
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_sdv", "tokenizer");

    public static readonly ClipTokenizer Instance = ClipTokenizer.Load(Folder);

    /// <summary>A copy of the folder under the test's work directory, to be damaged.</summary>
    public static string Copy()
    {
        var copy = Directory.CreateTempSubdirectory("tokenizer-").FullName;
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
