using System;

namespace DiffusionTextures
{
    /// <summary>Words to use again around prompts: <c>{prompt}</c> stands for the prompt, and without it the words follow after a comma.</summary>
    public sealed class PromptStyle
    {
        private const string Placeholder = "{prompt}";

        /// <summary>A style.</summary>
        /// <param name="name">Its name in lists.</param>
        /// <param name="prompt">Words around or after the prompt.</param>
        /// <param name="negativePrompt">Words around or after the negative prompt.</param>
        public PromptStyle(string name, string prompt, string negativePrompt)
        {
            Name = name;
            Prompt = prompt;
            NegativePrompt = negativePrompt;
        }

        /// <summary>Its name in lists.</summary>
        public string Name { get; }

        /// <summary>Words around or after the prompt.</summary>
        public string Prompt { get; }

        /// <summary>Words around or after the negative prompt.</summary>
        public string NegativePrompt { get; }

        /// <summary>The prompt in this style.</summary>
        public string Apply(string prompt) => Merge(Prompt, prompt);

        /// <summary>The negative prompt in this style.</summary>
        public string ApplyNegative(string negativePrompt) => Merge(NegativePrompt, negativePrompt);

        private static string Merge(string style, string prompt)
        {
            if (style.Contains(Placeholder, StringComparison.Ordinal))
            {
                return style.Replace(Placeholder, prompt, StringComparison.Ordinal);
            }

            var words = style.Trim();
            prompt = prompt.Trim();
            return words.Length == 0 || prompt.Length == 0 ? prompt + words : prompt + ", " + words;
        }
    }
}
