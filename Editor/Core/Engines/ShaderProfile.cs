using System;
using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>What a shader of Unity takes: which textures, and what must be switched on for them. Immutable.</summary>
    public sealed class ShaderProfile
    {
        private static readonly KeyValuePair<string, string[]>[] Keywords =
        {
            Pair("_BumpMap", "_NORMALMAP"),
            Pair("_NormalMap", "_NORMALMAP", "_NORMALMAP_TANGENT_SPACE"),
            Pair("_MetallicGlossMap", "_METALLICGLOSSMAP", "_METALLICSPECGLOSSMAP"),
            Pair("_OcclusionMap", "_OCCLUSIONMAP"),
            Pair("_MaskMap", "_MASKMAP"),
        };

        // Factors that would dim a map: the generated texels are meant as they are.
        private static readonly KeyValuePair<string, float>[] Factors =
        {
            new KeyValuePair<string, float>("_Smoothness", 1),
            new KeyValuePair<string, float>("_GlossMapScale", 1),
            new KeyValuePair<string, float>("_MetallicRemapMax", 1),
        };

        private ShaderProfile(OutputPreset preset, IReadOnlyList<OutputBinding> bindings)
        {
            Preset = preset;
            Bindings = bindings;
        }

        /// <summary>The render pipeline's preset that fits best.</summary>
        public OutputPreset Preset { get; }

        /// <summary>Those of its textures that the shader has.</summary>
        public IReadOnlyList<OutputBinding> Bindings { get; }

        /// <summary>Finds the pipeline whose textures a shader has most of: HDRP, URP or Built-in, also in shaders of one's own that use their names.</summary>
        /// <param name="hasTexture">Whether the shader has a texture property of this name.</param>
        /// <exception cref="MaterialException">It has none of any.</exception>
        public static ShaderProfile Detect(Func<string, bool> hasTexture)
        {
            _ = hasTexture ?? throw new ArgumentNullException(nameof(hasTexture));
            ShaderProfile? best = null;
            foreach (var name in new[] { "unity-hdrp", "unity-urp", "unity-builtin" })
            {
                var preset = OutputPresets.Find(name);
                var bindings = new List<OutputBinding>();
                foreach (var binding in preset.Bindings)
                {
                    if (hasTexture(binding.Property))
                    {
                        bindings.Add(binding);
                    }
                }

                if (bindings.Count > (best?.Bindings.Count ?? 0))
                {
                    best = new ShaderProfile(preset, bindings);
                }
            }

            return best ?? throw new MaterialException(
                "The material's shader has none of the textures of URP Lit, HDRP Lit or Standard (such as _BaseMap, _BaseColorMap, _MainTex). "
                + "Give the material another shader, or write bindings to its properties into the prompt material's outputs.");
        }

        /// <summary>Shader keywords to enable when a texture is set; those that a shader does not know do nothing.</summary>
        public static IReadOnlyList<string> KeywordsOf(string property)
        {
            foreach (var pair in Keywords)
            {
                if (pair.Key == property)
                {
                    return pair.Value;
                }
            }

            return Array.Empty<string>();
        }

        /// <summary>Numbers to set where the shader has them, so that the maps count in full; only where a metallic or mask map is set.</summary>
        public static IReadOnlyList<KeyValuePair<string, float>> FactorsOf(string property)
        {
            return property == "_MetallicGlossMap" || property == "_MaskMap" ? Factors : Array.Empty<KeyValuePair<string, float>>();
        }

        private static KeyValuePair<string, string[]> Pair(string property, params string[] keywords) => new KeyValuePair<string, string[]>(property, keywords);
    }
}
