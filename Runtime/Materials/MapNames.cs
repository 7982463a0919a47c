using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffusionTextures.Materials
{
    /// <summary>The short names of the maps in arguments, manifests, file names and JSON.</summary>
    internal static class MapNames
    {
        private static readonly (string Name, MaterialMaps Map)[] Names =
        {
            ("albedo", MaterialMaps.Albedo),
            ("normal", MaterialMaps.Normal),
            ("height", MaterialMaps.Height),
            ("roughness", MaterialMaps.Roughness),
            ("metallic", MaterialMaps.Metallic),
            ("ao", MaterialMaps.AmbientOcclusion),
        };

        public static IEnumerable<string> All => Names.Select(entry => entry.Name);

        /// <summary>Every map by itself, in the order of its name.</summary>
        public static IEnumerable<MaterialMaps> Each => Names.Select(entry => entry.Map);

        /// <summary>The name of one map.</summary>
        public static string Of(MaterialMaps map) => Names.First(entry => entry.Map == map).Name;

        /// <summary>The names of a set.</summary>
        public static IEnumerable<string> OfSet(MaterialMaps maps) => Names.Where(entry => maps.HasFlag(entry.Map)).Select(entry => entry.Name);

        /// <summary>Reads a list such as <c>albedo,normal</c>, or <c>all</c>.</summary>
        /// <exception cref="FormatException">A name is not that of a map.</exception>
        public static MaterialMaps Parse(string list)
        {
            if (list.Trim().Equals("all", StringComparison.OrdinalIgnoreCase))
            {
                return MaterialMaps.All;
            }

            var maps = MaterialMaps.None;
            foreach (var name in list.Split(',').Select(part => part.Trim()))
            {
                maps |= TryParse(name, out var map) ? map : throw new FormatException($"names '{name}', which is no map. There are {string.Join(", ", All)}, and all.");
            }

            return maps;
        }

        /// <summary>The map with this name, in any case.</summary>
        public static bool TryParse(string name, out MaterialMaps map)
        {
            map = Array.Find(Names, candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Map;
            return map != MaterialMaps.None;
        }
    }
}
