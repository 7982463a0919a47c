using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Editing a texture by changing its prompt while its layout stays.</summary>
internal static class PromptEditOptionSet
{
    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, string>(
            nameof(TextureRequest.PromptEdit),
            ValueOption.Text("--edit-from", "PROMPT", "Prompt of the texture that is edited; its seed and settings must be given too."),
            (request, value) => request with { PromptEdit = new PromptEdit(value) }),
        Part("--edit-cross", nameof(PromptEdit.CrossReplaceSteps), "Share of the steps in which words act where they did. Default: 0.8.", (edit, value) => edit with { CrossReplaceSteps = value }),
        Part("--edit-self", nameof(PromptEdit.SelfReplaceSteps), "Share of the steps in which the layout is kept. Default: 0.4.", (edit, value) => edit with { SelfReplaceSteps = value }),
        BoundOption.Of<TextureRequest, string>(
            nameof(PromptEdit.Word),
            ValueOption.Text("--edit-word", "WORD", "Word of the new prompt that --edit-factor strengthens or weakens."),
            (request, value) => With(request, "--edit-word", edit => edit with { Word = value })),
        BoundOption.Of<TextureRequest, string>(
            nameof(PromptEdit.LocalBlendWord),
            ValueOption.Text("--edit-local", "WORD", "Word of the new prompt outside of whose reach the texture stays as it was."),
            (request, value) => With(request, "--edit-local", edit => edit with { LocalBlendWord = value })),
        Part("--edit-local-threshold", nameof(PromptEdit.LocalBlendThreshold), "Share of the strongest attention above which the texture may change. Default: 0.3.", (edit, value) => edit with { LocalBlendThreshold = value }),
        Part("--edit-factor", nameof(PromptEdit.WordFactor), "Factor on the attention of --edit-word, -10 to 10. Default: 1.", (edit, value) => edit with { WordFactor = value }),
    ];

    private static IBoundOption<TextureRequest> Part(string name, string member, string description, Func<PromptEdit, float, PromptEdit> set)
    {
        return BoundOption.Of<TextureRequest, float>(member, ValueOption.Real(name, description, "0.5"), (request, value) => With(request, name, edit => set(edit, value)));
    }

    private static TextureRequest With(TextureRequest request, string name, Func<PromptEdit, PromptEdit> set)
    {
        return request.PromptEdit is { } edit
            ? request with { PromptEdit = set(edit) }
            : throw new UsageException($"{name} needs --edit-from with the prompt of the texture that is edited.");
    }
}
