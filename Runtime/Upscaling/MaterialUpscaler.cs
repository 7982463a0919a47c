using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Upscaling
{
    /// <summary>Enlarges a decoded material before its maps are made.</summary>
    /// <remarks>
    /// As a technical artist would: the colours go through the network. So does the height, as a gray picture, because its edges have to lie where those of the colours lie;
    /// what the network does to its level is taken back, so that the mean of what was one texel stays what it was. Roughness and metallic are amounts and not pictures: a
    /// network that invents grain would invent stains, and Lanczos keeps them. Normals and occlusion follow from the new height at the new size. Where the request asks for
    /// another factor than the network's, Lanczos does the rest.
    /// </remarks>
    internal sealed class MaterialUpscaler
    {
        private const double SeamRatio = 2;

        private readonly UpscaleModel _model;
        private readonly RunControl _control;
        private readonly int _width;
        private readonly int _height;
        private readonly int _factor;

        /// <param name="model">The network, in use.</param>
        /// <param name="control">Carries the request's cancel.</param>
        /// <param name="width">Of what was decoded, in texels.</param>
        /// <param name="height">Of what was decoded, in texels.</param>
        /// <param name="factor">How much larger.</param>
        public MaterialUpscaler(UpscaleModel model, RunControl control, int width, int height, int factor)
        {
            _model = model;
            _control = control;
            _width = width;
            _height = height;
            _factor = factor;
        }

        /// <summary>Enlarges.</summary>
        /// <param name="albedo">[3,H,W] in [-1,1].</param>
        /// <param name="material">Height, roughness, metallic [3,H,W] in [0,1]; empty to derive them from the albedo.</param>
        /// <param name="needsMaterial">Whether anything but the albedo is wanted.</param>
        /// <param name="settings">How heights are derived.</param>
        /// <returns>The same, larger; the material is empty when nothing needs it.</returns>
        public (float[] Albedo, float[] Material) Upscale(ReadOnlySpan<float> albedo, ReadOnlySpan<float> material, bool needsMaterial, MaterialMapSettings settings)
        {
            var wraps = TilingOf(albedo);
            var unit = new float[albedo.Length];
            for (var i = 0; i < unit.Length; i++)
            {
                unit[i] = Clamp((albedo[i] * 0.5f) + 0.5f);
            }

            var large = Enlarge(unit, wraps);
            for (var i = 0; i < large.Length; i++)
            {
                large[i] = (2 * Clamp(large[i])) - 1;
            }

            return (large, needsMaterial ? UpscaleMaterial(material.IsEmpty ? Derive(albedo, settings) : material.ToArray(), wraps) : Array.Empty<float>());
        }

        /// <summary>To [0,1]; what is no number stays none, so that the maps refuse it.</summary>
        private static float Clamp(float value) => float.IsInfinity(value) ? float.NaN : value < 0f ? 0f : value > 1f ? 1f : value;

        private float[] UpscaleMaterial(float[] planes, TileAxes wraps)
        {
            var plane = _width * _height;
            for (var i = 0; i < planes.Length; i++)
            {
                planes[i] = Clamp(planes[i]);
            }

            var large = new float[planes.Length * _factor * _factor];
            UpscaleHeight(planes.AsSpan(0, plane), wraps).CopyTo(large, 0);
            Lanczos.Resample(planes.AsSpan(plane), _width, _height, _width * _factor, _height * _factor, wraps).CopyTo(large, plane * _factor * _factor);
            for (var i = 0; i < large.Length; i++)
            {
                large[i] = Clamp(large[i]);
            }

            return large;
        }

        /// <summary>Through the network, then corrected by the enlarged difference of the means.</summary>
        private float[] UpscaleHeight(ReadOnlySpan<float> height, TileAxes wraps)
        {
            var large = Enlarge(height, wraps);
            var missing = height.ToArray();
            var largeWidth = _width * _factor;
            for (var i = 0; i < large.Length; i++)
            {
                missing[(i / largeWidth / _factor * _width) + (i % largeWidth / _factor)] -= large[i] / (_factor * _factor);
            }

            var correction = Lanczos.Resample(missing, _width, _height, largeWidth, _height * _factor, wraps);
            for (var i = 0; i < large.Length; i++)
            {
                large[i] += correction[i];
            }

            return large;
        }

        private float[] Enlarge(ReadOnlySpan<float> planes, TileAxes wraps)
        {
            var large = _model.Upscale(planes, _width, _height, wraps, _control);
            var made = _model.Factor(_control);
            return made == _factor ? large : Lanczos.Resample(large, _width * made, _height * made, _width * _factor, _height * _factor, wraps);
        }

        private float[] Derive(ReadOnlySpan<float> albedo, MaterialMapSettings settings)
        {
            var planes = new float[albedo.Length];
            var plane = _width * _height;
            new AlbedoRelief(new WrapFilter()).Derive(albedo, _width, _height, settings.InvertDerivedHeight, planes.AsSpan(0, plane), planes.AsSpan(plane, plane));
            return planes;
        }

        /// <summary>Axes on which the picture goes on at its other border: neighbours across it differ no more than those inside do.</summary>
        private TileAxes TilingOf(ReadOnlySpan<float> picture)
        {
            double insideX = 0, insideY = 0, borderX = 0, borderY = 0;
            for (var i = 0; i < picture.Length; i++)
            {
                int x = i % _width, y = i / _width % _height;
                var across = Math.Abs(picture[i] - picture[x + 1 < _width ? i + 1 : i + 1 - _width]);
                var down = Math.Abs(picture[i] - picture[y + 1 < _height ? i + _width : i - ((_height - 1) * _width)]);
                insideX += x + 1 < _width ? across : 0;
                borderX += x + 1 < _width ? 0 : across;
                insideY += y + 1 < _height ? down : 0;
                borderY += y + 1 < _height ? 0 : down;
            }

            return (borderX * (_width - 1) <= SeamRatio * insideX ? TileAxes.X : TileAxes.None) | (borderY * (_height - 1) <= SeamRatio * insideY ? TileAxes.Y : TileAxes.None);
        }
    }
}
