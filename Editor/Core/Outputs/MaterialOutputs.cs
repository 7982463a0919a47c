using System;
using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>Which files an export writes. Immutable.</summary>
    public sealed record MaterialOutputs
    {
        /// <summary>One of <see cref="OutputPresets"/>.</summary>
        public string Preset { get; init; } = OutputPresets.Plain;

        /// <summary>The material's own bindings; where there are any, they count instead of the preset's.</summary>
        public IReadOnlyList<OutputBinding> Bindings { get; init; } = Array.Empty<OutputBinding>();

        /// <summary>What the files are.</summary>
        public ExportFormat Format { get; init; }

        /// <summary>Whether KTX2 and DDS files are block-compressed (BC7, BC5, BC4).</summary>
        public bool Compress { get; init; }

        /// <summary>The bindings that count.</summary>
        /// <exception cref="MaterialException">The preset is unknown.</exception>
        public IReadOnlyList<OutputBinding> Resolve() => Bindings.Count > 0 ? Bindings : OutputPresets.Find(Preset).Bindings;
    }

    /// <summary>Kinds of texture files.</summary>
    public enum ExportFormat
    {
        /// <summary>PNG, one level.</summary>
        Png,

        /// <summary>KTX 2 with all mip levels.</summary>
        Ktx2,

        /// <summary>DDS with the DX10 header and all mip levels.</summary>
        Dds,
    }
}
