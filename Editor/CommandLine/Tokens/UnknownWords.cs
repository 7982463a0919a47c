using DiffusionTextures.Models;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.CommandLine.Tokens;

/// <summary>Says which words of a prompt a model with a small vocabulary does not know, and which near ones it does.</summary>
internal static class UnknownWords
{
    /// <summary>A vocabulary above this spells unknown words from pieces that it has learned; below it they mean nothing.</summary>
    private const int SmallVocabulary = 10_000;

    /// <summary>One sentence, or null when the model knows every word or has a large vocabulary.</summary>
    public static string? Describe(string modelFolder, string prompt)
    {
        var folder = ModelFolder.Open(modelFolder);
        var tokenizer = ClipTokenizer.Load(folder.PathOf(folder.Has("text_encoder") ? "tokenizer" : "tokenizer_2"));
        if (tokenizer.Vocabulary.Count > SmallVocabulary)
        {
            return null;
        }

        var words = new KnownWords(tokenizer).Look(prompt);
        var unknown = words.Where(word => !word.IsKnown).Select(WithNearOnes).ToList();
        return unknown.Count == 0 ? null
            : unknown.Count == words.Count ? $"The model knows no word of the prompt: {string.Join("; ", unknown)}. Its card lists what it knows."
            : $"The model does not know {string.Join("; ", unknown)}.";
    }

    /// <summary>A word as <c>briks (near: bricks, brick)</c>.</summary>
    public static string WithNearOnes(PromptWord word) => word.Nearest.Count > 0 ? $"{word.Text} (near: {string.Join(", ", word.Nearest)})" : word.Text;
}
