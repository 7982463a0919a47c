using System;

namespace DiffusionTextures
{
    /// <summary>How the maps that no network gives are computed. Immutable; one instance serves any number of requests.</summary>
    public sealed record MaterialMapSettings
    {
        private readonly float? _heightInTexels;
        private readonly float _normalStrength = 1;
        private readonly float _ambientOcclusionStrength = 1;

        /// <summary>Which way the green channel of the normal map points.</summary>
        public NormalConvention NormalConvention { get; init; } = NormalConvention.OpenGL;

        /// <summary>
        /// How many texels height 1 stands above height 0, for normals and ambient occlusion; null is 1/24 of the shorter side, so that a
        /// material keeps its slopes at every size.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">Negative, above 4096, or not a number.</exception>
        public float? HeightInTexels
        {
            get => _heightInTexels;
            init => _heightInTexels = value.HasValue ? Require(value.Value, 4096, nameof(HeightInTexels)) : value;
        }

        /// <summary>Factor on the slopes of the normal map alone, 0 (flat) to 100.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 100, or not a number.</exception>
        public float NormalStrength
        {
            get => _normalStrength;
            init => _normalStrength = Require(value, 100, nameof(NormalStrength));
        }

        /// <summary>Share of the computed ambient occlusion that is applied, 0 (none) to 4, where the result is cut off at 0.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 4, or not a number.</exception>
        public float AmbientOcclusionStrength
        {
            get => _ambientOcclusionStrength;
            init => _ambientOcclusionStrength = Require(value, 4, nameof(AmbientOcclusionStrength));
        }

        /// <summary>
        /// For a height that is derived from the albedo: whether dark is high. Null decides by the picture, where the rarer brightness is
        /// taken for the joints. A height that the model gives is never turned.
        /// </summary>
        public bool? InvertDerivedHeight { get; init; }

        internal float ResolveHeightInTexels(int width, int height) => HeightInTexels ?? Math.Min(width, height) / 24f;

        private static float Require(float value, float maximum, string name)
        {
            if (!(value >= 0 && value <= maximum))
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name} is 0 to {maximum}.");
            }

            return value;
        }
    }
}
