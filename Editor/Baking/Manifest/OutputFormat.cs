namespace DiffusionTextures.Baking.Manifest;

/// <summary>The kinds of file that maps are written as.</summary>
internal enum OutputFormat
{
    /// <summary>8 bits a channel, height 16.</summary>
    Png,

    /// <summary>Khronos texture, with mips, block-compressed where asked for.</summary>
    Ktx2,

    /// <summary>DirectDraw surface, with mips, block-compressed where asked for.</summary>
    Dds,
}
