using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace DiffusionTextures
{
    /// <summary>Requests that belong together, for <see cref="TextureGenerator.GenerateTexturesAsync"/>.</summary>
    public static class TextureSeries
    {
        /// <summary>Pictures of one request with successive seeds; where a variation is mixed in, the seed stays and the variation's seeds follow each other.</summary>
        /// <param name="request">The first of them, but for a seed that it leaves open.</param>
        /// <param name="count">How many, from 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
        public static IReadOnlyList<TextureRequest> Series(this TextureRequest request, int count)
        {
            var first = WithSeed(request, count);
            return Enumerable.Range(0, count).Select(i => first.Variation is { Strength: > 0 } variation
                ? first with { Variation = variation with { Seed = unchecked(variation.Seed + (ulong)i) } }
                : first with { Seed = unchecked(first.Seed + i) }).ToArray();
        }

        /// <summary>Variations of one texture: of the picture that the request starts from, else of the one that its seed makes.</summary>
        /// <param name="request">The texture; of an open seed one is drawn.</param>
        /// <param name="count">How many, from 1.</param>
        /// <param name="strength">How much they may differ, above 0 to 1: the strength on a given picture, else the share of other noise.</param>
        /// <exception cref="ArgumentOutOfRangeException">The count is less than 1, or the strength out of range.</exception>
        public static IReadOnlyList<TextureRequest> Variations(this TextureRequest request, int count, float strength)
        {
            if (!(strength > 0 && strength <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(strength), strength, "The strength of variations must be above 0 and at most 1; 0.2 is usual.");
            }

            var first = WithSeed(request, count);
            return first.InitImage != null
                ? Series(first with { Strength = strength }, count)
                : Series(first with { Variation = new NoiseVariation { Seed = unchecked((ulong)first.Seed!.Value + 1), Strength = strength } }, count);
        }

        /// <summary>A family of matching materials: several prompts with one seed and so the same start noise, which decides most of the composition.</summary>
        /// <param name="request">The first member; of an open seed one is drawn.</param>
        /// <param name="prompts">The prompts of the other members.</param>
        /// <param name="keepsLayout">Whether the others take the first one's layout over by its attention; needs <see cref="ModelEdits.AttentionControl"/>.</param>
        public static IReadOnlyList<TextureRequest> Family(this TextureRequest request, IReadOnlyList<string> prompts, bool keepsLayout = false)
        {
            _ = prompts ?? throw new ArgumentNullException(nameof(prompts));
            var first = WithSeed(request, 1);
            return prompts.Select(prompt => first with { Prompt = prompt, PromptEdit = keepsLayout ? new PromptEdit(first.Prompt) : first.PromptEdit }).Prepend(first).ToArray();
        }

        private static TextureRequest WithSeed(TextureRequest request, int count)
        {
            _ = request ?? throw new ArgumentNullException(nameof(request));
            return count < 1
                ? throw new ArgumentOutOfRangeException(nameof(count), count, "Ask for at least one texture.")
                : request with { Seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue) };
        }
    }
}
