using System;

namespace DiffusionTextures.Authoring
{
    /// <summary>How an engine has to read a texture file of an export. Immutable.</summary>
    public sealed record TextureImport
    {
        /// <summary>Whether its colours are sRGB-encoded: only where the albedo is in them.</summary>
        public bool IsSrgb { get; init; }

        /// <summary>Whether its texels are tangent-space normals.</summary>
        public bool IsNormalMap { get; init; }

        /// <summary>Whether its alpha carries data, such as smoothness.</summary>
        public bool HasAlphaData { get; init; }

        /// <summary>How the texture of a binding is read.</summary>
        /// <exception cref="MaterialException">The binding's channels cannot be read.</exception>
        public static TextureImport Of(OutputBinding binding)
        {
            var channels = ChannelExpression.ParseAll(binding ?? throw new ArgumentNullException(nameof(binding)));
            var maps = PackedTexture.MapsOf(binding);
            return new TextureImport
            {
                IsSrgb = channels[0].Map == MaterialMaps.Albedo,
                IsNormalMap = maps == MaterialMaps.Normal && (channels[0].IsWholeMap || channels.Count > 1),
                HasAlphaData = channels.Count == 4,
            };
        }
    }
}
