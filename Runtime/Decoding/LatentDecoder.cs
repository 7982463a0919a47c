using System;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;

namespace DiffusionTextures.Decoding
{
    /// <summary>A decoder from latents to planes: the VAE's (RGB in about [-1,1]) or the material decoder (height, roughness, metallic in about [0,1]).</summary>
    /// <remarks>Owns its session and keeps the bound run of the last shape. Used on the inference thread.</remarks>
    internal sealed class LatentDecoder : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly VaeConfig _config;
        private readonly DecoderRun _whole;
        private DecoderRun? _tiles;
        private float[] _pictures = Array.Empty<float>();
        private TileAxes? _wraps;
        private LatentProjection? _projection;

        /// <exception cref="ModelException">The model is no decoder for such latents.</exception>
        public LatentDecoder(OnnxSession session, VaeConfig config)
        {
            _session = session;
            _config = config;
            _whole = new DecoderRun(session, config);
            Input = DecoderRun.InputOf(session);
            Output = session.Outputs[0];
            if (session.Inputs.Count != 1 || Input.Rank != 4 || Output.Rank != 4 || (Input.Dimensions[1] >= 0 && Input.Dimensions[1] != config.LatentChannels))
            {
                throw new ModelException(
                    $"'{session.Path}' declares {Input} and {Output}; a decoder of [B,{config.LatentChannels},h,w] latents to [B,3,H,W] is needed. Use the decoder from the same model folder.");
            }
        }

        /// <summary>The file that the decoder came from.</summary>
        public string Path => _session.Path;

        private TensorSpec Input { get; }

        private TensorSpec Output { get; }

        /// <summary>Has the model in memory until the lease is disposed; every run happens inside one.</summary>
        /// <exception cref="ModelException">The file went missing or was damaged.</exception>
        /// <exception cref="System.OperationCanceledException">The request was cancelled.</exception>
        public SessionLease Use(RunControl control) => _session.Use(control);

        /// <summary>Bytes of its weights while it is loaded, at least.</summary>
        public long WeightBytes => _session.Footprint.WeightBytes;

        /// <summary>
        /// Bytes of decoding one picture beside the weights, at least: input and output of the first convolution at full size, and the attention in the middle. 0 for decoders
        /// that are not diffusers' own.
        /// </summary>
        /// <param name="height">Latent cells.</param>
        /// <param name="width">Latent cells.</param>
        /// <param name="tiling">Whether and how large pictures are cut.</param>
        public long RunBytes(int height, int width, VaeTiling tiling)
        {
            if (!_config.HasKnownBlocks)
            {
                return 0;
            }

            var side = tiling.IsEnabled ? tiling.TileSize : int.MaxValue;
            var cells = (long)Math.Min(height, side) * Math.Min(width, side);
            var scores = _session.Footprint.HasAttentionScores ? cells * cells : 0;
            return Input.ElementSize * ((2L * _config.FullSizeChannels * _config.ScaleFactor * _config.ScaleFactor * cells) + scores);
        }

        /// <summary>Texels of a latent cell and side.</summary>
        public int ScaleFactor => _config.ScaleFactor;

        /// <summary>The colours of latent cells, fitted to this decoder, once.</summary>
        public LatentProjection Projection(RunControl control)
        {
            using var lease = Use(control);
            return _projection ??= LatentProjection.Fit(this, LatentProjection.ShapeOf(_config.LatentChannels, Input.Dimensions[2], Input.Dimensions[3]), control);
        }

        /// <summary>Axes on which the decoder wraps around, by an edit or of its own. Found out by running it, once.</summary>
        public TileAxes Wraps(RunControl control) => _wraps ??= FindWraps(control);

        /// <summary>Decodes a batch, one picture at a time.</summary>
        /// <param name="latents">[N,C,h,w] as the scheduler leaves them; unscaled here.</param>
        /// <param name="shape">Their shape.</param>
        /// <param name="tiling">Whether and how large pictures are cut.</param>
        /// <param name="control">Carries the request's cancel.</param>
        /// <returns>[N,3,H,W], not clamped; valid until the next call, and no longer than the lease.</returns>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        public ReadOnlySpan<float> Decode(ReadOnlySpan<float> latents, LatentShape shape, VaeTiling tiling, RunControl control)
        {
            var grid = tiling.IsEnabled && (shape.Height > tiling.TileSize || shape.Width > tiling.TileSize) ? Grid(shape, tiling, control) : null;
            if (grid == null)
            {
                _whole.Prepare(shape.Channels, shape.Height, shape.Width);
                if (shape.Images == 1)
                {
                    return DecodeOnce(latents, control);
                }
            }

            var perPicture = 3 * shape.Height * shape.Width * _config.ScaleFactor * _config.ScaleFactor;
            Reserve(shape.Images * perPicture);
            for (var image = 0; image < shape.Images; image++)
            {
                var latent = latents.Slice(image * shape.PerImage, shape.PerImage);
                var picture = _pictures.AsSpan(image * perPicture, perPicture);
                if (grid == null)
                {
                    DecodeOnce(latent, control).CopyTo(picture);
                }
                else
                {
                    DecodeTiles(latent, shape, grid, picture, control);
                }
            }

            return _pictures;
        }

        public void Dispose()
        {
            _whole.Dispose();
            _tiles?.Dispose();
        }

        private TileGrid Grid(LatentShape shape, VaeTiling tiling, RunControl control)
        {
            var wraps = Wraps(control);
            return new TileGrid(
                TileAxis.Cover(shape.Height, tiling.TileSize, tiling.Overlap, Ends(wraps, TileAxes.Y)),
                TileAxis.Cover(shape.Width, tiling.TileSize, tiling.Overlap, Ends(wraps, TileAxes.X)));
        }

        private static AxisEnds Ends(TileAxes wraps, TileAxes axis) => (wraps & axis) != 0 ? AxisEnds.JoinedByModel : AxisEnds.Open;

        private TileAxes FindWraps(RunControl control)
        {
            var height = Input.Dimensions[2] > 0 ? Input.Dimensions[2] : WrapProbe.Side;
            var width = Input.Dimensions[3] > 0 ? Input.Dimensions[3] : WrapProbe.Side;
            _whole.Prepare(_config.LatentChannels, height, width);
            return WrapProbe.Find(latents => DecodeOnce(latents, control), _config.LatentChannels, height, width, 1, _config.ScaleFactor);
        }

        private ReadOnlySpan<float> DecodeOnce(ReadOnlySpan<float> latent, RunControl control)
        {
            latent.CopyTo(_whole.Latents);
            return _whole.Decode(control);
        }

        /// <summary>Tile after tile, all normalised alike, with the statistics of a mosaic of the whole picture.</summary>
        private void DecodeTiles(ReadOnlySpan<float> latent, LatentShape shape, TileGrid grid, Span<float> picture, RunControl control)
        {
            _tiles ??= _session.WithSharedNorms(control) is { } session ? new DecoderRun(session, _config) : _whole;
            using var lease = _tiles.Use(control);
            _tiles.Prepare(shape.Channels, grid.Height, grid.Width);
            Mosaic.Of(latent, shape.Height, shape.Width, grid, _tiles.Latents);
            _tiles.TakeNorms(control);
            picture.Clear();
            for (var tile = 0; tile < grid.Count; tile++)
            {
                grid.Cut(latent, tile, 1, _tiles.Latents);
                grid.Add(_tiles.Decode(control), tile, _config.ScaleFactor, picture);
            }
        }

        private void Reserve(int count)
        {
            if (_pictures.Length != count)
            {
                _pictures = new float[count];
            }
        }
    }
}
