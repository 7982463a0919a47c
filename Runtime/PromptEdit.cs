namespace DiffusionTextures
{
    /// <summary>
    /// Edits a texture by changing its prompt while its layout stays: the attention of the source prompt's picture is injected into the new one's
    /// (Hertz et al. 2022, Prompt-to-prompt). The request's own prompt is the new one; seed and settings must be those of the picture that is edited.
    /// </summary>
    public sealed record PromptEdit
    {
        /// <summary>An edit of the picture that a prompt made.</summary>
        /// <param name="sourcePrompt">The prompt of the picture that is edited.</param>
        public PromptEdit(string sourcePrompt)
        {
            SourcePrompt = sourcePrompt;
        }

        /// <summary>The prompt of the picture that is edited. With as many words as the new one, words are replaced; else the new words refine it.</summary>
        public string SourcePrompt { get; init; }

        /// <summary>Share of the steps in which cross-attention, where each word acts, is the source's: 0 to 1.</summary>
        public float CrossReplaceSteps { get; init; } = 0.8f;

        /// <summary>Share of the steps in which self-attention, the layout, is the source's: 0 to 1.</summary>
        public float SelfReplaceSteps { get; init; } = 0.4f;

        /// <summary>A word of the new prompt whose attention is multiplied by <see cref="WordFactor"/>; null for none.</summary>
        public string? Word { get; init; }

        /// <summary>Factor on the attention of <see cref="Word"/>, -10 to 10: above 1 more of it, below 1 less.</summary>
        public float WordFactor { get; init; } = 1;

        /// <summary>
        /// A word of the new prompt outside of whose reach the picture stays as it was (Hertz et al. 2022, local editing); needs
        /// <see cref="ModelEdits.AttentionMaps"/>. Null: the whole picture may change.
        /// </summary>
        public string? LocalBlendWord { get; init; }

        /// <summary>
        /// The word of the source prompt whose reach may change too. Null: the same word where the source has it, else the word that it replaces, else none.
        /// </summary>
        public string? LocalBlendSourceWord { get; init; }

        /// <summary>Share of the word's strongest attention above which the picture may change, 0 to 1: lower changes more of it.</summary>
        public float LocalBlendThreshold { get; init; } = 0.3f;
    }
}
