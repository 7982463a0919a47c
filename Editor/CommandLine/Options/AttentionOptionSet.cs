using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Pictures of where words act.</summary>
internal static class AttentionOptionSet
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, IReadOnlyList<string>>(
            nameof(TextureRequest.AttentionWords),
            ValueOption.One("--attention-maps", "WORD,...", "Words of the prompt; for each a gray picture of where it acted is written, its {map} is attention-WORD.", Parse),
            (request, value) => request with { AttentionWords = value }),
    ];

    private static IReadOnlyList<string> Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        return words.Length > 0 ? words : throw new UsageException("is empty. Name words of the prompt, for example moss,brick.");
    }
}
