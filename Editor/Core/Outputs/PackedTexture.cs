using System;
using System.Collections.Generic;
using DiffusionTextures.Materials;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Authoring
{
    /// <summary>Brings channels of several maps into one picture.</summary>
    public static class PackedTexture
    {
        /// <summary>The maps that a binding reads.</summary>
        /// <exception cref="MaterialException">The binding's channels cannot be read.</exception>
        public static MaterialMaps MapsOf(OutputBinding binding)
        {
            var maps = MaterialMaps.None;
            foreach (var channel in ChannelExpression.ParseAll(binding ?? throw new ArgumentNullException(nameof(binding))))
            {
                maps |= channel.Map;
            }

            return maps;
        }

        /// <summary>
        /// The picture of a binding: a whole map as it is (the same instance, not a copy), one channel in <see cref="PixelFormat.R8"/>, several in
        /// <see cref="PixelFormat.Rgba8"/>, or <see cref="PixelFormat.Rgba8Srgb"/> where the colours are the albedo's.
        /// </summary>
        /// <param name="binding">What goes where.</param>
        /// <param name="textures">The maps, all of one size.</param>
        /// <exception cref="MaterialException">The binding's channels cannot be read, or it needs a map that is not there.</exception>
        public static TextureImage Make(OutputBinding binding, IReadOnlyDictionary<MaterialMaps, TextureImage> textures)
        {
            _ = textures ?? throw new ArgumentNullException(nameof(textures));
            var channels = ChannelExpression.ParseAll(binding ?? throw new ArgumentNullException(nameof(binding)));
            foreach (var channel in channels)
            {
                if (channel.Map != MaterialMaps.None && !textures.ContainsKey(channel.Map))
                {
                    throw new MaterialException($"The output '{binding.Property}' needs the {MapNames.Of(channel.Map)} map, which was not made. Add it to the material's maps and generate again.");
                }
            }

            if (channels.Count == 1 && channels[0].IsWholeMap)
            {
                return textures[channels[0].Map];
            }

            var size = Size(binding, channels, textures);
            var stride = channels.Count == 1 ? 1 : 4;
            var packed = new TextureImage(size.Width, size.Height, FormatOf(channels));
            packed.Pixels.Span.Fill(255);
            for (var c = 0; c < channels.Count; c++)
            {
                Fill(packed.Pixels.Span, c, stride, channels[c], channels[c].Map == MaterialMaps.None ? null : textures[channels[c].Map]);
            }

            return packed;
        }

        /// <summary>The format of a binding's picture.</summary>
        /// <exception cref="MaterialException">The binding's channels cannot be read.</exception>
        internal static PixelFormat FormatOf(OutputBinding binding) => FormatOf(ChannelExpression.ParseAll(binding));

        private static PixelFormat FormatOf(IReadOnlyList<ChannelExpression> channels)
        {
            if (channels.Count == 1)
            {
                return channels[0].IsWholeMap ? PixelFormats.ForMap(channels[0].Map) : PixelFormat.R8;
            }

            return channels[0].Map == MaterialMaps.Albedo ? PixelFormat.Rgba8Srgb : PixelFormat.Rgba8;
        }

        private static TextureImage Size(OutputBinding binding, IReadOnlyList<ChannelExpression> channels, IReadOnlyDictionary<MaterialMaps, TextureImage> textures)
        {
            foreach (var channel in channels)
            {
                if (channel.Map != MaterialMaps.None)
                {
                    return textures[channel.Map];
                }
            }

            throw new MaterialException($"The output '{binding.Property}' holds constants only. Name at least one map.");
        }

        private static void Fill(Span<byte> packed, int at, int stride, ChannelExpression channel, TextureImage? source)
        {
            if (source == null)
            {
                for (var i = at; i < packed.Length; i += stride)
                {
                    packed[i] = (byte)((channel.Constant * 255) + 0.5f);
                }

                return;
            }

            var pixels = source.Pixels.Span;
            var flip = channel.IsInverted ? 255 : 0;
            if (source.Format == PixelFormat.R16)
            {
                for (int i = at, from = 0; i < packed.Length; i += stride, from += 2)
                {
                    var code = ((pixels[from] | (pixels[from + 1] << 8)) * 255 + 32767) / 65535;
                    packed[i] = (byte)(code ^ flip);
                }

                return;
            }

            var step = source.Format == PixelFormat.R8 ? 1 : 4;
            var component = step == 1 ? 0 : Math.Max(channel.Component, 0);
            for (int i = at, from = component; i < packed.Length; i += stride, from += step)
            {
                packed[i] = (byte)(pixels[from] ^ flip);
            }
        }
    }
}
