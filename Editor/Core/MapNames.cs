using System;
using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>The short names of the maps in documents, file names and channel expressions.</summary>
    public static class MapNames
    {
        private static readonly KeyValuePair<string, MaterialMaps>[] Names =
        {
            Pair("albedo", MaterialMaps.Albedo), Pair("normal", MaterialMaps.Normal), Pair("height", MaterialMaps.Height),
            Pair("roughness", MaterialMaps.Roughness), Pair("metallic", MaterialMaps.Metallic), Pair("ao", MaterialMaps.AmbientOcclusion),
        };

        /// <summary>Every name with its map, in the order of <see cref="MaterialMaps"/>.</summary>
        public static IReadOnlyList<KeyValuePair<string, MaterialMaps>> All => Names;

        /// <summary>The name of one map.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not exactly one map.</exception>
        public static string Of(MaterialMaps map)
        {
            foreach (var pair in Names)
            {
                if (pair.Value == map)
                {
                    return pair.Key;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(map), map, "Give one map, not a set.");
        }

        /// <summary>The map with this name, in any case.</summary>
        public static bool TryParse(string name, out MaterialMaps map)
        {
            foreach (var pair in Names)
            {
                if (string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase))
                {
                    map = pair.Value;
                    return true;
                }
            }

            map = MaterialMaps.None;
            return false;
        }

        private static KeyValuePair<string, MaterialMaps> Pair(string name, MaterialMaps map) => new KeyValuePair<string, MaterialMaps>(name, map);
    }
}
