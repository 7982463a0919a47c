using DiffusionTextures.Authoring;
using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>Sets textures of materials with what switches them on.</summary>
    internal static class ShaderTextures
    {
        /// <summary>Does nothing where the shader has no such texture.</summary>
        /// <returns>Whether it has one.</returns>
        public static bool Set(Material material, string property, Texture texture)
        {
            if (!material.HasTexture(property))
            {
                return false;
            }

            material.SetTexture(property, texture);
            foreach (var keyword in ShaderProfile.KeywordsOf(property))
            {
                material.EnableKeyword(keyword);
            }

            foreach (var factor in ShaderProfile.FactorsOf(property))
            {
                if (material.HasFloat(factor.Key))
                {
                    material.SetFloat(factor.Key, factor.Value);
                }
            }

            return true;
        }
    }
}
