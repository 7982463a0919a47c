using System;
using System.Collections.Generic;
using System.Globalization;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Authoring
{
    /// <summary>What one channel of a packed texture holds: a component of a map, perhaps inverted, or a constant.</summary>
    internal sealed class ChannelExpression
    {
        private const string Inversion = "1-";
        private const string Components = "rgba";

        private ChannelExpression(MaterialMaps map, int component, bool inverted, float constant)
        {
            Map = map;
            Component = component;
            IsInverted = inverted;
            Constant = constant;
        }

        /// <summary>Where the value comes from; none for a constant.</summary>
        public MaterialMaps Map { get; }

        /// <summary>0 to 3; -1 where none was named.</summary>
        public int Component { get; }

        public bool IsInverted { get; }

        public float Constant { get; }

        /// <summary>Whether it is a map as it is, with all its channels.</summary>
        public bool IsWholeMap => Map != MaterialMaps.None && Component < 0 && !IsInverted;

        /// <summary>Reads the channels of <see cref="OutputBinding.Pixels"/>.</summary>
        /// <exception cref="MaterialException">A channel is none, or there are not 1, 3 or 4.</exception>
        public static IReadOnlyList<ChannelExpression> ParseAll(OutputBinding binding)
        {
            var channels = new List<ChannelExpression>();
            foreach (var text in binding.Pixels.Split(','))
            {
                channels.Add(Parse(text.Trim()) ?? throw new MaterialException(
                    $"'{text.Trim()}' in the output '{binding.Property}' is no channel. Write a map such as metallic, a component such as normal.g, 1-roughness, or a number from 0 to 1."));
            }

            return channels.Count == 1 || channels.Count == 3 || channels.Count == 4
                ? channels
                : throw new MaterialException($"The output '{binding.Property}' has {channels.Count} channels in '{binding.Pixels}'. Give one, three or four.");
        }

        private static ChannelExpression? Parse(string text)
        {
            if (float.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var constant))
            {
                return constant <= 1 ? new ChannelExpression(MaterialMaps.None, -1, false, constant) : null;
            }

            var inverted = text.StartsWith(Inversion, StringComparison.Ordinal);
            var name = inverted ? text.Substring(Inversion.Length).Trim() : text;
            var dot = name.IndexOf('.');
            var component = dot < 0 ? -1 : dot == name.Length - 2 ? Components.IndexOf(char.ToLowerInvariant(name[dot + 1])) : int.MinValue;
            return (dot < 0 || component >= 0) && MapNames.TryParse(dot < 0 ? name : name.Substring(0, dot), out var map)
                ? new ChannelExpression(map, component, inverted, 0)
                : null;
        }
    }
}
