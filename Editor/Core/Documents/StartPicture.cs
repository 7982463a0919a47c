using System;

namespace DiffusionTextures.Authoring
{
    /// <summary>The picture that a generation starts from, and what of it is painted anew. Immutable.</summary>
    public sealed record StartPicture
    {
        /// <summary>A start.</summary>
        /// <param name="picture">A PNG file, relative to the material's folder or absolute.</param>
        public StartPicture(string picture)
        {
            Picture = picture ?? throw new ArgumentNullException(nameof(picture));
        }

        /// <summary>A PNG file, relative to the material's folder or absolute.</summary>
        public string Picture { get; init; }

        /// <summary>A PNG file of the same size, white where the picture is painted anew. Null: everywhere.</summary>
        public string? Mask { get; init; }

        /// <summary>How much may change, above 0 to 1. Null: the generator's default.</summary>
        public float? Strength { get; init; }
    }
}
