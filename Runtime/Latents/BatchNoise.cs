using System;

namespace DiffusionTextures.Latents
{
    /// <summary>The noise of one request: a generator for each image of the batch, seeded with seed + i, and a variation for the first draw.</summary>
    internal sealed class BatchNoise : INoiseSource
    {
        private readonly NoiseKind _kind;
        private readonly int _channels;
        private readonly int _height;
        private readonly int _width;
        private readonly ulong[] _seeds;
        private readonly INormalGenerator[] _generators;
        private readonly BrownianPath[] _paths;
        private readonly NoiseVariation? _variation;
        private bool _isStarted;

        /// <summary>Noise for latents of [batch, channels, height, width] cells.</summary>
        /// <remarks>The variation, if any, shapes the first draw, which is the start noise.</remarks>
        /// <exception cref="ArgumentException">A size is not positive, or the variation is out of range.</exception>
        public BatchNoise(NoiseKind kind, ulong seed, int batch, int channels, int height, int width, NoiseVariation? variation = null)
        {
            if (batch < 1 || channels < 1 || height < 1 || width < 1)
            {
                throw new ArgumentException($"Noise of [{batch},{channels},{height},{width}] was asked for, expected positive sizes.");
            }

            variation?.Validate();
            _kind = kind;
            _channels = channels;
            _height = height;
            _width = width;
            _variation = variation;
            _seeds = new ulong[batch];
            _generators = new INormalGenerator[batch];
            _paths = new BrownianPath[batch];
            for (var i = 0; i < batch; i++)
            {
                _seeds[i] = variation is { Strength: > 0 } ? seed : seed + (ulong)i;
                _generators[i] = CreateGenerator(kind, _seeds[i]);
                _paths[i] = new BrownianPath(_seeds[i]);
            }
        }

        /// <summary>A single image's generator of <paramref name="kind"/>.</summary>
        public static INormalGenerator CreateGenerator(NoiseKind kind, ulong seed)
        {
            return kind switch
            {
                NoiseKind.TorchCpu => new TorchCpuNormals(seed),
                NoiseKind.TorchCuda => new TorchCudaNormals(seed),
                NoiseKind.NumPy => new NumPyNormals(seed),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected TorchCpu, TorchCuda or NumPy."),
            };
        }

        /// <inheritdoc/>
        public void NextNormal(Span<float> destination)
        {
            var size = ImageSize(destination);
            for (var i = 0; i < _generators.Length; i++)
            {
                var image = destination.Slice(i * size, size);
                if (_isStarted || _variation == null)
                {
                    _generators[i].Fill(image);
                }
                else
                {
                    FillVaried(_variation, i, image);
                }
            }

            _isStarted = true;
        }

        /// <summary>A draw of any size from the first image's generator, which no variation shapes.</summary>
        public void NextPlain(Span<float> destination) => _generators[0].Fill(destination);

        /// <inheritdoc/>
        public void NextBrownian(double from, double to, Span<float> destination)
        {
            var size = ImageSize(destination);
            for (var i = 0; i < _paths.Length; i++)
            {
                _paths[i].Increment(from, to, destination.Slice(i * size, size));
            }
        }

        private int ImageSize(Span<float> destination)
        {
            var size = _channels * _height * _width;
            if (destination.Length != size * _generators.Length)
            {
                throw new ArgumentException(
                    $"A draw of {destination.Length} normals was asked for, expected [{_generators.Length},{_channels},{_height},{_width}].", nameof(destination));
            }

            return size;
        }

        private void FillVaried(NoiseVariation variation, int index, Span<float> image)
        {
            var isResized = variation.ResizeFromHeight > 0
                && (variation.ResizeFromHeight != _height || variation.ResizeFromWidth != _width);
            var height = isResized ? variation.ResizeFromHeight : _height;
            var width = isResized ? variation.ResizeFromWidth : _width;
            var noise = new float[_channels * height * width];
            (isResized ? CreateGenerator(_kind, _seeds[index]) : _generators[index]).Fill(noise);
            if (variation.Strength > 0)
            {
                var other = new float[noise.Length];
                CreateGenerator(_kind, variation.Seed + (ulong)index).Fill(other);
                Slerp.Mix(noise, other, _channels, height, width, variation.Strength);
            }

            if (isResized)
            {
                _generators[index].Fill(image);
                NoiseVariation.PasteMiddle(noise, height, width, image, _height, _width, _channels);
            }
            else
            {
                noise.CopyTo(image);
            }
        }
    }
}
