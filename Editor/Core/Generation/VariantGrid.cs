using System;
using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>Variants of one material: every prompt with every guidance and every seed. Immutable.</summary>
    public sealed record VariantGrid
    {
        /// <summary>The most pictures of one grid.</summary>
        public const int MaxCount = 64;

        /// <summary>The seeds; at least one.</summary>
        public IReadOnlyList<long> Seeds { get; init; } = Array.Empty<long>();

        /// <summary>The weights of guidance; empty for the material's own.</summary>
        public IReadOnlyList<float> Guidances { get; init; } = Array.Empty<float>();

        /// <summary>The prompts; empty for the material's own.</summary>
        public IReadOnlyList<string> Prompts { get; init; } = Array.Empty<string>();

        /// <summary>The variants, seed by seed within guidance by guidance within prompt by prompt.</summary>
        /// <exception cref="MaterialException">There is no seed, or there are more than <see cref="MaxCount"/> variants.</exception>
        public IReadOnlyList<Variant> Of(GenerationSettings settings)
        {
            _ = settings ?? throw new ArgumentNullException(nameof(settings));
            var count = (long)Seeds.Count * Math.Max(1, Guidances.Count) * Math.Max(1, Prompts.Count);
            if (count < 1 || count > MaxCount)
            {
                throw new MaterialException($"The grid has {count} pictures, 1 to {MaxCount} are possible. Give fewer seeds, guidances or prompts.");
            }

            var variants = new List<Variant>();
            foreach (var prompt in Prompts.Count > 0 ? Prompts : new[] { settings.Prompt })
            {
                for (var g = 0; g < Math.Max(1, Guidances.Count); g++)
                {
                    var varied = settings with { Prompt = prompt, Guidance = Guidances.Count > 0 ? Guidances[g] : settings.Guidance };
                    foreach (var seed in Seeds)
                    {
                        variants.Add(new Variant(varied, seed));
                    }
                }
            }

            return variants;
        }
    }

    /// <summary>One picture of a grid. Immutable.</summary>
    public sealed class Variant
    {
        internal Variant(GenerationSettings settings, long seed)
        {
            Settings = settings;
            Seed = seed;
        }

        /// <summary>How it is made.</summary>
        public GenerationSettings Settings { get; }

        /// <summary>Its seed.</summary>
        public long Seed { get; }
    }
}
