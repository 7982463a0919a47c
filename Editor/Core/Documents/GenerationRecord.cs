using System;

namespace DiffusionTextures.Authoring
{
    /// <summary>One picture of a material's history: what it was made with, and under which name its pixels lie in the results. Immutable.</summary>
    public sealed record GenerationRecord
    {
        /// <summary>A record.</summary>
        /// <param name="id">Name of the result: a hash of everything that affects its pixels.</param>
        /// <param name="settings">What it was made with.</param>
        /// <param name="seed">Its seed.</param>
        /// <param name="at">When it was made.</param>
        public GenerationRecord(string id, GenerationSettings settings, long seed, DateTimeOffset at)
        {
            Id = id;
            Settings = settings;
            Seed = seed;
            At = at;
        }

        /// <summary>Name of the result: a hash of everything that affects its pixels.</summary>
        public string Id { get; init; }

        /// <summary>What it was made with.</summary>
        public GenerationSettings Settings { get; init; }

        /// <summary>Its seed.</summary>
        public long Seed { get; init; }

        /// <summary>When it was made, to the second in documents.</summary>
        public DateTimeOffset At { get; init; }

        /// <summary>Whether somebody marked it; favourites never leave the history by themselves.</summary>
        public bool Favourite { get; init; }

        /// <summary>Name of the variants grid that it was made in; null when it was made alone.</summary>
        public string? Grid { get; init; }

        internal UnknownKeys Unknown { get; init; } = UnknownKeys.None;
    }
}
