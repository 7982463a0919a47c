using System.Collections.Generic;

namespace DiffusionTextures.Tokenization
{
    /// <summary>A word of a prompt and whether the vocabulary holds it as one token.</summary>
    internal sealed class PromptWord
    {
        public PromptWord(string text, bool isKnown, IReadOnlyList<string> nearest)
        {
            Text = text;
            IsKnown = isKnown;
            Nearest = nearest;
        }

        public string Text { get; }

        public bool IsKnown { get; }

        /// <summary>Known words that are spelled alike, for a word that is not known.</summary>
        public IReadOnlyList<string> Nearest { get; }
    }
}
