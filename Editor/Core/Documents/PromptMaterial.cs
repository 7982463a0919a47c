using System;
using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// A material that is described in words: the contents of a <c>.dtmat.json</c> document. Immutable: vary it with <c>with</c>; keys that this
    /// version does not know travel along and are written again.
    /// </summary>
    public sealed record PromptMaterial
    {
        /// <summary>The newest layout of documents that this version reads, and the one that it writes.</summary>
        public const int SchemaVersion = 1;

        /// <summary>What the file's name ends in.</summary>
        public const string FileExtension = ".dtmat.json";

        /// <summary>The largest seed: the largest whole number that every JSON reader keeps exactly.</summary>
        public const long MaxSeed = 1L << 53;

        /// <summary>How the next picture is made.</summary>
        public GenerationSettings Settings { get; init; } = new GenerationSettings();

        /// <summary>What happens to the seed from picture to picture.</summary>
        public SeedPolicy SeedPolicy { get; init; }

        /// <summary>Seed of the next picture, 0 to 2^53; <see cref="SeedPolicy.Random"/> does not read it.</summary>
        public long Seed { get; init; }

        /// <summary>Which files an export writes and which shader properties they belong to.</summary>
        public MaterialOutputs Outputs { get; init; } = new MaterialOutputs();

        /// <summary>Pictures made so far, the newest last.</summary>
        public IReadOnlyList<GenerationRecord> History { get; init; } = Array.Empty<GenerationRecord>();

        internal UnknownKeys Unknown { get; init; } = UnknownKeys.None;

        /// <summary>Reads a document.</summary>
        /// <exception cref="MaterialException">It is damaged, or written by a newer version; the message says where and what to do.</exception>
        public static PromptMaterial Parse(string json) => MaterialReader.Read(json ?? throw new ArgumentNullException(nameof(json)));

        /// <summary>The document: keys in a fixed order, defaults left out, one line for each entry of a list.</summary>
        public string ToJson() => MaterialWriter.Write(this);

        /// <summary>The seed of the next picture by <see cref="SeedPolicy"/>, and the material after it was used.</summary>
        /// <param name="random">Draws random seeds.</param>
        /// <param name="next">The material to go on with.</param>
        public long TakeSeed(Random random, out PromptMaterial next)
        {
            _ = random ?? throw new ArgumentNullException(nameof(random));
            var seed = SeedPolicy == SeedPolicy.Random ? random.Next() : Seed;
            next = SeedPolicy switch
            {
                SeedPolicy.Increment => this with { Seed = Seed == MaxSeed ? 0 : Seed + 1 },
                _ => this,
            };
            return seed;
        }
    }

    /// <summary>What happens to the seed from picture to picture.</summary>
    public enum SeedPolicy
    {
        /// <summary>It stays: only other settings change the picture.</summary>
        Fixed,

        /// <summary>Every picture draws its own.</summary>
        Random,

        /// <summary>It grows by 1 with every picture.</summary>
        Increment,
    }
}
