using System;
using DiffusionTextures.Graphics;
using DiffusionTextures.Materials;

namespace DiffusionTextures
{
    /// <summary>
    /// The finished maps as float planes. The instance that <see cref="ITextureTarget.Write"/> gets is valid during that call only: its
    /// buffers serve the next request.
    /// </summary>
    public sealed class DecodedMaterial
    {
        private readonly MaterialPlanes _planes = new MaterialPlanes();

        /// <summary>Empty; see <see cref="Fill"/>.</summary>
        internal DecodedMaterial()
        {
        }

        /// <summary>In texels.</summary>
        public int Width { get; private set; }

        /// <summary>In texels.</summary>
        public int Height { get; private set; }

        /// <summary>The maps that can be asked for.</summary>
        public MaterialMaps Maps { get; private set; }

        /// <summary>
        /// The planes of one map, row-major, rows from top to bottom: albedo [3,H,W] in [-1,1], sRGB-encoded; normal [3,H,W] unit vectors in [-1,1];
        /// the others [1,H,W] in [0,1]. Borrowed: do not keep the span.
        /// </summary>
        /// <exception cref="ArgumentException">Not exactly one map, or one that is not in <see cref="Maps"/>.</exception>
        public ReadOnlySpan<float> GetPlanes(MaterialMaps map)
        {
            Require(map);
            return _planes.Get(map).AsSpan(0, Width * Height * MaterialPlanes.Channels(map));
        }

        /// <summary>
        /// Packs one map into texels, rows from top to bottom, without padding. Albedo: <see cref="PixelFormat.Rgba8Srgb"/>,
        /// <see cref="PixelFormat.Rgba8"/> (the same bytes, for engines that decode sRGB themselves) or <see cref="PixelFormat.Rgba16Float"/> in linear
        /// light. Normal: <see cref="PixelFormat.Rgba8"/> and <see cref="PixelFormat.Rg8"/> as x/2 + 1/2, <see cref="PixelFormat.Rgba16Float"/> in [-1,1].
        /// The others: <see cref="PixelFormat.R8"/>, <see cref="PixelFormat.R16"/>, or gray in <see cref="PixelFormat.Rgba8"/> and
        /// <see cref="PixelFormat.Rgba16Float"/>. Alpha is 1. Allocates nothing.
        /// </summary>
        /// <param name="map">Exactly one map.</param>
        /// <param name="format">What to write.</param>
        /// <param name="destination">Width x height x bytes per texel.</param>
        /// <exception cref="ArgumentException">The map is not here, has no such format, or the destination has another length.</exception>
        public void CopyPixels(MaterialMaps map, PixelFormat format, Span<byte> destination)
        {
            var planes = GetPlanes(map);
            var expected = (long)Width * Height * Textures.PixelFormats.BytesPerPixel(format);
            if (destination.Length != expected)
            {
                throw new ArgumentException(
                    $"A {Width}x{Height} map in {format} has {expected} bytes, but the destination has {destination.Length}.", nameof(destination));
            }

            var kind = UploadPart.KindOf(map);
            if (!TexelPacking.Supports(kind, format))
            {
                throw new ArgumentException($"{map} cannot be stored as {format}; the documentation of CopyPixels lists what can.", nameof(format));
            }

            TexelPacking.Pack(kind, format, planes, destination);
        }

        /// <summary>
        /// Computes the wanted maps into the buffers of this instance, which are made anew only when the size changes.
        /// </summary>
        /// <param name="albedo">[3,H,W] as the VAE decoder gives it: sRGB-encoded, about [-1,1], not clamped.</param>
        /// <param name="material">[3,H,W] as the material decoder gives it (height, roughness, metallic, about [0,1], not clamped), or empty to derive them.</param>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <param name="maps">The wanted maps; at least one.</param>
        /// <param name="settings">How derived maps are computed.</param>
        /// <exception cref="ArgumentException">A length does not fit, or no map is wanted.</exception>
        /// <exception cref="InferenceException">A decoder gave NaN or infinity.</exception>
        internal void Fill(
            ReadOnlySpan<float> albedo, ReadOnlySpan<float> material, int width, int height, MaterialMaps maps, MaterialMapSettings settings)
        {
            if ((maps & MaterialMaps.All) == 0 || (maps & ~MaterialMaps.All) != 0)
            {
                throw new ArgumentException($"{maps} is no set of maps. Ask for at least one member of MaterialMaps.", nameof(maps));
            }

            Maps = MaterialMaps.None;
            _planes.Fill(albedo, material, width, height, maps, settings);
            Width = width;
            Height = height;
            Maps = maps;
        }

        private void Require(MaterialMaps map)
        {
            if (map == MaterialMaps.None || (map & (map - 1)) != 0 || (map & Maps) == 0)
            {
                throw new ArgumentException($"{map} is not one of the maps here ({Maps}). Ask for it in the request's maps.", nameof(map));
            }
        }
    }
}
