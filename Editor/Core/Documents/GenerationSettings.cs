using System;
using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>Everything that decides how a picture looks, except for its seed. Immutable. Null means the model's own default.</summary>
    public sealed record GenerationSettings
    {
        /// <summary>What the texture shows, in words.</summary>
        public string Prompt { get; init; } = string.Empty;

        /// <summary>What it should not show; empty for nothing.</summary>
        public string Negative { get; init; } = string.Empty;

        /// <summary>Words around the prompts, applied in order.</summary>
        public IReadOnlyList<PromptStyle> Styles { get; init; } = Array.Empty<PromptStyle>();

        /// <summary>Model folder, relative to the material's folder or absolute. Null: the pocket model.</summary>
        public string? Model { get; init; }

        /// <summary>What is changed in the model: tiling, clip skip, LoRAs and embeddings; the other edits are not part of a document. Paths as <see cref="Model"/>.</summary>
        public ModelEdits Edits { get; init; } = new ModelEdits();

        /// <summary>In texels.</summary>
        public int? Width { get; init; }

        /// <summary>In texels.</summary>
        public int? Height { get; init; }

        /// <summary>Solver steps.</summary>
        public int? Steps { get; init; }

        /// <summary>Weight of classifier-free guidance.</summary>
        public float? Guidance { get; init; }

        /// <summary>Name of the solver, as <see cref="SchedulerNames.Parse"/> reads it.</summary>
        public string? Scheduler { get; init; }

        /// <summary>Which maps are made.</summary>
        public MaterialMaps Maps { get; init; } = MaterialMaps.All;

        /// <summary>How computed maps are made. Normals point up (OpenGL) in every document; output presets turn them where an engine wants that.</summary>
        public MaterialMapSettings Relief { get; init; } = new MaterialMapSettings();

        /// <summary>A picture to start from; null for none.</summary>
        public StartPicture? Start { get; init; }
    }
}
