using System;

namespace DiffusionTextures.Materials
{
    /// <summary>The buffers of one material and the order in which its maps are computed: given planes first, then height, then what follows from height.</summary>
    internal sealed class MaterialPlanes
    {
        private const int MapCount = 6;

        private readonly float[][] _buffers = new float[MapCount][];
        private readonly AlbedoRelief _relief;
        private readonly OcclusionFromHeight _occlusion;
        private readonly NormalFromHeight _normals = new NormalFromHeight();

        public MaterialPlanes()
        {
            var filter = new WrapFilter();
            _relief = new AlbedoRelief(filter);
            _occlusion = new OcclusionFromHeight(filter);
        }

        /// <summary>Planes of a map.</summary>
        public static int Channels(MaterialMaps map) => map == MaterialMaps.Albedo || map == MaterialMaps.Normal ? 3 : 1;

        public float[] Get(MaterialMaps map) => _buffers[Index(map)];

        public void Fill(
            ReadOnlySpan<float> albedo, ReadOnlySpan<float> material, int width, int height, MaterialMaps maps, MaterialMapSettings settings)
        {
            var count = width * height;
            if (albedo.Length != count * 3 || (!material.IsEmpty && material.Length != count * 3))
            {
                throw new ArgumentException(
                    $"A {width}x{height} material has {count * 3} albedo values, but {albedo.Length} were given, and as many or no material values, but {material.Length} were given.");
            }

            var albedoPlanes = Reserve(MaterialMaps.Albedo, count);
            CopyClamped(albedo, albedoPlanes, -1f, "VAE decoder");
            if (material.IsEmpty)
            {
                Derive(albedoPlanes, width, height, maps, settings);
            }
            else
            {
                CopyClamped(material.Slice(0, count), Reserve(MaterialMaps.Height, count), 0f, "material decoder");
                CopyClamped(material.Slice(count, count), Reserve(MaterialMaps.Roughness, count), 0f, "material decoder");
                CopyClamped(material.Slice(count * 2, count), Reserve(MaterialMaps.Metallic, count), 0f, "material decoder");
            }

            var texels = settings.ResolveHeightInTexels(width, height);
            if ((maps & MaterialMaps.Normal) != 0)
            {
                _normals.Derive(
                    Get(MaterialMaps.Height), width, height, texels * settings.NormalStrength, settings.NormalConvention, Reserve(MaterialMaps.Normal, count));
            }

            if ((maps & MaterialMaps.AmbientOcclusion) != 0)
            {
                _occlusion.Derive(
                    Get(MaterialMaps.Height), width, height, texels, settings.AmbientOcclusionStrength, Reserve(MaterialMaps.AmbientOcclusion, count));
            }
        }

        private void Derive(ReadOnlySpan<float> albedo, int width, int height, MaterialMaps maps, MaterialMapSettings settings)
        {
            var count = width * height;
            var metallic = Reserve(MaterialMaps.Metallic, count);
            Array.Clear(metallic, 0, metallic.Length);
            const MaterialMaps FromRelief = MaterialMaps.Height | MaterialMaps.Roughness | MaterialMaps.Normal | MaterialMaps.AmbientOcclusion;
            if ((maps & FromRelief) != 0)
            {
                _relief.Derive(
                    albedo, width, height, settings.InvertDerivedHeight, Reserve(MaterialMaps.Height, count), Reserve(MaterialMaps.Roughness, count));
            }
        }

        private float[] Reserve(MaterialMaps map, int count)
        {
            var length = count * Channels(map);
            ref var buffer = ref _buffers[Index(map)];
            if (buffer == null || buffer.Length != length)
            {
                buffer = new float[length];
            }

            return buffer;
        }

        private static int Index(MaterialMaps map)
        {
            return map switch
            {
                MaterialMaps.Albedo => 0,
                MaterialMaps.Normal => 1,
                MaterialMaps.Height => 2,
                MaterialMaps.Roughness => 3,
                MaterialMaps.Metallic => 4,
                _ => 5,
            };
        }

        private static void CopyClamped(ReadOnlySpan<float> source, Span<float> target, float least, string decoder)
        {
            for (var i = 0; i < source.Length; i++)
            {
                var value = source[i];
                if (float.IsNaN(value) || float.IsInfinity(value))
                {
                    throw new InferenceException(
                        $"The {decoder} gave {value} at element {i}. A model in float16 may overflow: try it in float32, or lower the guidance scale.");
                }

                target[i] = value > least ? (value < 1f ? value : 1f) : least;
            }
        }
    }
}
