using System;
using System.Collections;
using System.Collections.Generic;
using DiffusionTextures.Textures;

namespace DiffusionTextures
{
    /// <summary>A finished material in CPU memory: one picture per map, in the order of <see cref="MaterialMaps"/>. The caller owns the pictures.</summary>
    public sealed class MaterialTextures : IReadOnlyDictionary<MaterialMaps, TextureImage>
    {
        private static readonly MaterialMaps[] Order =
        {
            MaterialMaps.Albedo, MaterialMaps.Normal, MaterialMaps.Height, MaterialMaps.Roughness, MaterialMaps.Metallic,
            MaterialMaps.AmbientOcclusion,
        };

        private readonly List<KeyValuePair<MaterialMaps, TextureImage>> _images = new List<KeyValuePair<MaterialMaps, TextureImage>>();

        private MaterialTextures(DecodedMaterial material)
        {
            Maps = material.Maps;
            Width = material.Width;
            Height = material.Height;
            foreach (var map in Order)
            {
                if ((material.Maps & map) != 0)
                {
                    var image = new TextureImage(material.Width, material.Height, PixelFormats.ForMap(map));
                    material.CopyPixels(map, image.Format, image.Pixels.Span);
                    _images.Add(new KeyValuePair<MaterialMaps, TextureImage>(map, image));
                }
            }
        }

        /// <summary>The maps that are here.</summary>
        public MaterialMaps Maps { get; }

        /// <summary>Of every map, in texels.</summary>
        public int Width { get; }

        /// <summary>Of every map, in texels.</summary>
        public int Height { get; }

        /// <summary>What the maps were made with and how long it took.</summary>
        public GenerationReport Report { get; internal set; } = new GenerationReport();

        /// <summary>How many maps are here.</summary>
        public int Count => _images.Count;

        /// <summary>The maps that are here, one by one.</summary>
        public IEnumerable<MaterialMaps> Keys
        {
            get
            {
                foreach (var pair in _images)
                {
                    yield return pair.Key;
                }
            }
        }

        /// <summary>The pictures, in the order of <see cref="Keys"/>.</summary>
        public IEnumerable<TextureImage> Values
        {
            get
            {
                foreach (var pair in _images)
                {
                    yield return pair.Value;
                }
            }
        }

        /// <summary>
        /// The picture of one map: albedo in <see cref="PixelFormat.Rgba8Srgb"/>, normal in <see cref="PixelFormat.Rgba8"/>, height in
        /// <see cref="PixelFormat.R16"/>, the others in <see cref="PixelFormat.R8"/>.
        /// </summary>
        /// <exception cref="KeyNotFoundException">The request did not ask for this map.</exception>
        public TextureImage this[MaterialMaps key]
        {
            get
            {
                return TryGetValue(key, out var image)
                    ? image
                    : throw new KeyNotFoundException($"This material has {Maps}, not {key}. Ask for it in the request's maps.");
            }
        }

        /// <summary>Whether exactly this one map is here.</summary>
        public bool ContainsKey(MaterialMaps key) => TryGetValue(key, out _);

        /// <summary>The picture of one map, if it is here.</summary>
        public bool TryGetValue(MaterialMaps key, out TextureImage value)
        {
            foreach (var pair in _images)
            {
                if (pair.Key == key)
                {
                    value = pair.Value;
                    return true;
                }
            }

            value = null!;
            return false;
        }

        /// <summary>The maps with their pictures.</summary>
        public IEnumerator<KeyValuePair<MaterialMaps, TextureImage>> GetEnumerator() => _images.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Copies every map out of <paramref name="material"/>.</summary>
        internal static MaterialTextures From(DecodedMaterial material) => new MaterialTextures(material);
    }
}
