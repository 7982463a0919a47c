namespace DiffusionTextures.Authoring
{
    /// <summary>A prompt material as the folder holds it. Immutable.</summary>
    public sealed class SavedMaterial
    {
        internal SavedMaterial(string name, PromptMaterial material, string revision, string version)
        {
            Name = name;
            Material = material;
            Revision = revision;
            Version = version;
        }

        /// <summary>Its name: the file's without extension.</summary>
        public string Name { get; }

        /// <summary>The document.</summary>
        public PromptMaterial Material { get; }

        /// <summary>Stands for what people author. Generations and favourites do not change it, so that they never get in the way of a save.</summary>
        public string Revision { get; }

        /// <summary>Stands for the whole document.</summary>
        public string Version { get; }
    }

    /// <summary>One line of a library's list. Immutable.</summary>
    public sealed class MaterialEntry
    {
        internal MaterialEntry(string name, SavedMaterial? saved, string? problem)
        {
            Name = name;
            Saved = saved;
            Problem = problem;
        }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>The document; null where it cannot be read.</summary>
        public SavedMaterial? Saved { get; }

        /// <summary>Why it cannot be read; null where it can.</summary>
        public string? Problem { get; }
    }

    /// <summary>What happened to a material since the last look.</summary>
    public enum MaterialChange
    {
        /// <summary>It is new.</summary>
        Added,

        /// <summary>Its document is another.</summary>
        Changed,

        /// <summary>It is gone.</summary>
        Removed,
    }

    /// <summary>A material in the trash. Immutable.</summary>
    public sealed class TrashedMaterial
    {
        internal TrashedMaterial(string id, string name)
        {
            Id = id;
            Name = name;
        }

        /// <summary>What to restore it by.</summary>
        public string Id { get; }

        /// <summary>The name that it had.</summary>
        public string Name { get; }
    }
}
