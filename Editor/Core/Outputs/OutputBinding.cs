using System;

namespace DiffusionTextures.Authoring
{
    /// <summary>One texture file of an export: which shader property it belongs to, how it is called and what its channels hold. Immutable.</summary>
    public sealed record OutputBinding
    {
        /// <summary>A binding.</summary>
        /// <param name="property">The shader's or material's property, such as _BumpMap.</param>
        /// <param name="file">The file's name without extension; <c>{name}</c> stands for the material's.</param>
        /// <param name="pixels">What the texels hold: see <see cref="Pixels"/>.</param>
        public OutputBinding(string property, string file, string pixels)
        {
            Property = property ?? throw new ArgumentNullException(nameof(property));
            File = file ?? throw new ArgumentNullException(nameof(file));
            Pixels = pixels ?? throw new ArgumentNullException(nameof(pixels));
        }

        /// <summary>The shader's or material's property, such as _BumpMap.</summary>
        public string Property { get; init; }

        /// <summary>The file's name without extension; <c>{name}</c> stands for the material's.</summary>
        public string File { get; init; }

        /// <summary>
        /// What the texels hold: a map as it is (<c>albedo</c>), or one, three or four channels with commas between. A channel is a map with an
        /// optional component (<c>metallic</c>, <c>normal.g</c>), one inverted (<c>1-roughness</c>), or a constant (<c>0</c> to <c>1</c>).
        /// </summary>
        public string Pixels { get; init; }
    }
}
