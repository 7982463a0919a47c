using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Execution;

/// <summary>How a picture of the plan came to its files.</summary>
internal enum PictureState
{
    /// <summary>Not reached before the bake was stopped.</summary>
    Waiting,

    /// <summary>Its files were there and up to date.</summary>
    Unchanged,

    /// <summary>The store had it.</summary>
    FromStore,

    /// <summary>It was generated.</summary>
    Generated,

    /// <summary>It could not be made; the reason is told.</summary>
    Failed,
}

/// <summary>A picture of the plan and what became of it.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Key">Its key in the store.</param>
/// <param name="State">What became of it.</param>
/// <param name="Error">Why it failed, else null.</param>
/// <param name="Time">Generating it, without waiting and writing.</param>
internal sealed record PictureOutcome(PlannedPicture Picture, string Key, PictureState State, string? Error, TimeSpan Time);
