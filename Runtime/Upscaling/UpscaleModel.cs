using System;
using System.IO;
using DiffusionTextures.Decoding;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Upscaling
{
    /// <summary>An ESRGAN-type network: one picture in, the same larger out, both [1,C,H,W] in [0,1] with three channels or one.</summary>
    /// <remarks>Works in overlapping tiles, which go around where the picture tiles. Keeps the bound run of the last tile shape. Owns its session. Used on the inference thread.</remarks>
    internal sealed class UpscaleModel : IDisposable
    {
        private const int TileSide = 128;
        private const int TileOverlap = 32;
        private const int ProbeSide = 64;

        private readonly OnnxSession _session;
        private readonly TensorSpec _input;
        private readonly TensorSpec _output;
        private BoundRun? _run;
        private TensorBuffer? _tile;
        private TensorBuffer? _largeTile;
        private int _factor;

        /// <exception cref="ModelException">The model is no such network.</exception>
        public UpscaleModel(OnnxSession session)
        {
            _session = session;
            session.Unloading += DropRun;
            _input = session.Inputs[0];
            _output = session.Outputs[0];
            if (session.Inputs.Count != 1 || _input.Rank != 4 || _output.Rank != 4 || !_input.IsFloat || !(_input.Dimensions[1] is 1 or 3 or -1))
            {
                throw new ModelException(
                    $"'{session.Path}' declares {_input} and {_output}, {session.Inputs.Count} inputs; an upscaler has one input and one output, [1,C,H,W] with 3 channels or 1. " +
                    "Export RealESRGAN or another network of that kind.");
            }

            Channels = _input.Dimensions[1] == 1 ? 1 : 3;
        }

        /// <summary>Planes that the network takes at a time.</summary>
        private int Channels { get; }

        /// <summary>The model.onnx of a folder, or the file itself.</summary>
        /// <exception cref="ModelException">There is neither.</exception>
        public static string FileOf(string path)
        {
            var file = Directory.Exists(path) ? Path.Combine(path, "model.onnx") : path;
            return File.Exists(file) ? file : throw new ModelException($"There is no upscaler '{file}'. Give an .onnx file, or a folder with a model.onnx.");
        }

        /// <summary>Has the model in memory until the lease is disposed.</summary>
        /// <exception cref="ModelException">The file went missing or was damaged.</exception>
        public SessionLease Use(RunControl control) => _session.Use(control);

        /// <summary>How many times larger the network makes a picture: 2, 3, 4 or 8. Found out by running it, once.</summary>
        /// <exception cref="ModelException">It is another factor, or the picture gets out of proportion.</exception>
        public int Factor(RunControl control)
        {
            if (_factor != 0)
            {
                return _factor;
            }

            int height = Fixed(2) ?? ProbeSide, width = Fixed(3) ?? ProbeSide;
            using var run = new UnboundRun(_session);
            run.Input(_input, 1, Channels, height, width).Values.Fill(0.5f);
            var shape = run.Execute(new[] { _output.Name }, control)[0].Shape;
            var factor = shape[2] / height;
            return shape[1] == Channels && shape[2] == factor * height && shape[3] == factor * width && factor is 2 or 3 or 4 or 8
                ? _factor = factor
                : throw new ModelException(
                    $"'{_session.Path}' makes [{string.Join(",", shape)}] of [1,{Channels},{height},{width}]; an upscaler makes it 2, 3, 4 or 8 times larger with as many channels.");
        }

        /// <summary>Enlarges planes by <see cref="Factor"/>.</summary>
        /// <param name="planes">[3,H,W] of a colour or [1,H,W] of a gray picture, in [0,1].</param>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <param name="wraps">Axes on which the picture tiles.</param>
        /// <param name="control">Carries the request's cancel.</param>
        /// <returns>As many planes, not clamped.</returns>
        /// <exception cref="InferenceException">ONNX Runtime failed, or the picture is smaller than the size that the network was exported for.</exception>
        public float[] Upscale(ReadOnlySpan<float> planes, int width, int height, TileAxes wraps, RunControl control)
        {
            var plane = width * height;
            var count = planes.Length / plane;
            var factor = Factor(control);
            var grid = new TileGrid(Axis(height, Fixed(2), wraps, TileAxes.Y), Axis(width, Fixed(3), wraps, TileAxes.X));
            Prepare(grid, factor);
            var result = new float[planes.Length * factor * factor];
            if (count < Channels)
            {
                // A gray picture through a network of colours: three times the same, and their mean.
                var gray = new float[Channels * plane];
                var colored = new float[Channels * plane * factor * factor];
                for (var channel = 0; channel < Channels; channel++)
                {
                    planes.CopyTo(gray.AsSpan(channel * plane));
                }

                Run(gray, grid, factor, colored, control);
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] = (colored[i] + colored[result.Length + i] + colored[(2 * result.Length) + i]) / 3;
                }

                return result;
            }

            for (var first = 0; first < count; first += Channels)
            {
                Run(planes.Slice(first * plane, Channels * plane), grid, factor, result.AsSpan(first * plane * factor * factor, Channels * plane * factor * factor), control);
            }

            return result;
        }

        public void Dispose() => _session.Dispose();

        private TileAxis Axis(int length, int? fixedSide, TileAxes wraps, TileAxes axis)
        {
            var isJoined = (wraps & axis) != 0;
            if (fixedSide is not { } side)
            {
                return TileAxis.Cover(length, TileSide, TileOverlap, isJoined ? AxisEnds.Joined : AxisEnds.Open);
            }

            return isJoined || length >= side
                ? TileAxis.CoverExactly(length, side, Math.Min(TileOverlap, side / 4), isJoined)
                : throw new InferenceException($"'{_session.Path}' takes tiles of {side} texels, but the picture has {length}. Use an upscaler exported with dynamic axes, or ask for a larger texture.");
        }

        private void Run(ReadOnlySpan<float> planes, TileGrid grid, int factor, Span<float> result, RunControl control)
        {
            for (var tile = 0; tile < grid.Count; tile++)
            {
                grid.Cut(planes, tile, 1, _tile!.Values);
                _run!.Execute(control);
                grid.Add(_largeTile!.Values, tile, factor, result);
            }
        }

        private void Prepare(TileGrid grid, int factor)
        {
            if (_run != null && _tile!.Shape[2] == grid.Height && _tile.Shape[3] == grid.Width)
            {
                return;
            }

            DropRun();
            var run = new BoundRun(_session);
            try
            {
                _tile = run.Input(_input, 1, Channels, grid.Height, grid.Width);
                _largeTile = run.Output(_output, 1, Channels, grid.Height * factor, grid.Width * factor);
                _run = run;
            }
            catch
            {
                run.Dispose();
                throw;
            }
        }

        private int? Fixed(int axis) => _input.Dimensions[axis] > 0 ? _input.Dimensions[axis] : (int?)null;

        private void DropRun()
        {
            _run?.Dispose();
            _run = null;
        }
    }
}
