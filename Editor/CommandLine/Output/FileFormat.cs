namespace DiffusionTextures.CommandLine.Output;

/// <summary>What kind of file each map becomes.</summary>
internal enum FileFormat
{
    /// <summary>PNG: height with 16 bits, everything else with 8 per channel.</summary>
    Png,

    /// <summary>PNG: every map of one channel with 16 bits.</summary>
    Png16,

    /// <summary>KTX2.</summary>
    Ktx2,

    /// <summary>DDS with a DX10 header.</summary>
    Dds,
}
