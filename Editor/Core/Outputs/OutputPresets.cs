using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>The file names, shader properties and channel packings that engines expect.</summary>
    public static class OutputPresets
    {
        /// <summary>Name of the preset that writes every map into a file of its own.</summary>
        public const string Plain = "maps";

        private const string Orm = "ao, roughness, metallic";
        private const string MetallicSmoothness = "metallic, metallic, metallic, 1-roughness";

        /// <summary>Every preset, the plain one first.</summary>
        public static IReadOnlyList<OutputPreset> All { get; } = new[]
        {
            new OutputPreset(
                Plain,
                "Every map by itself",
                Bind("albedo", "{name}_albedo", "albedo"),
                Bind("normal", "{name}_normal", "normal"),
                Bind("height", "{name}_height", "height"),
                Bind("roughness", "{name}_roughness", "roughness"),
                Bind("metallic", "{name}_metallic", "metallic"),
                Bind("ao", "{name}_ao", "ao")),
            new OutputPreset(
                "unity-urp",
                "Unity URP Lit",
                Bind("_BaseMap", "{name}_BaseMap", "albedo"),
                Bind("_BumpMap", "{name}_Normal", "normal"),
                Bind("_MetallicGlossMap", "{name}_MetallicSmoothness", MetallicSmoothness),
                Bind("_OcclusionMap", "{name}_Occlusion", "ao"),
                Bind("_ParallaxMap", "{name}_Height", "height")),
            new OutputPreset(
                "unity-hdrp",
                "Unity HDRP Lit",
                Bind("_BaseColorMap", "{name}_BaseColor", "albedo"),
                Bind("_NormalMap", "{name}_Normal", "normal"),
                Bind("_MaskMap", "{name}_Mask", "metallic, ao, 1, 1-roughness"),
                Bind("_HeightMap", "{name}_Height", "height")),
            new OutputPreset(
                "unity-builtin",
                "Unity Built-in Standard",
                Bind("_MainTex", "{name}_Albedo", "albedo"),
                Bind("_BumpMap", "{name}_Normal", "normal"),
                Bind("_MetallicGlossMap", "{name}_MetallicSmoothness", MetallicSmoothness),
                Bind("_OcclusionMap", "{name}_Occlusion", "ao"),
                Bind("_ParallaxMap", "{name}_Height", "height")),
            new OutputPreset(
                "unreal",
                "Unreal Engine",
                Bind("BaseColor", "T_{name}_BC", "albedo"),
                Bind("Normal", "T_{name}_N", "normal.r, 1-normal.g, normal.b"),
                Bind("OcclusionRoughnessMetallic", "T_{name}_ORM", Orm),
                Bind("Height", "T_{name}_H", "height")),
            new OutputPreset(
                "godot",
                "Godot ORMMaterial3D",
                Bind("albedo_texture", "{name}_albedo", "albedo"),
                Bind("normal_texture", "{name}_normal", "normal"),
                Bind("orm_texture", "{name}_orm", Orm),
                Bind("heightmap_texture", "{name}_height", "height")),
        };

        /// <summary>The preset with this name.</summary>
        /// <exception cref="MaterialException">There is none.</exception>
        public static OutputPreset Find(string name)
        {
            var names = new List<string>();
            foreach (var preset in All)
            {
                if (preset.Name == name)
                {
                    return preset;
                }

                names.Add(preset.Name);
            }

            throw new MaterialException($"There is no output preset '{name}'. Take one of {string.Join(", ", names)}, or write bindings of your own.");
        }

        private static OutputBinding Bind(string property, string file, string pixels) => new OutputBinding(property, file, pixels);
    }

    /// <summary>What one engine expects. Immutable.</summary>
    public sealed class OutputPreset
    {
        internal OutputPreset(string name, string title, params OutputBinding[] bindings)
        {
            Name = name;
            Title = title;
            Bindings = bindings;
        }

        /// <summary>Its name in documents.</summary>
        public string Name { get; }

        /// <summary>Its name for people.</summary>
        public string Title { get; }

        /// <summary>Its files.</summary>
        public IReadOnlyList<OutputBinding> Bindings { get; }
    }
}
