using System;
using System.Linq;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;

namespace DiffusionTextures.Denoising
{
    /// <summary>The noise predictor: knows how its export names, types and shapes its inputs, and keeps the bound run of the last shape.</summary>
    /// <remarks>Owns its session. Used on the inference thread.</remarks>
    internal sealed class UNet : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly TensorSpec _timestep;
        private readonly TensorSpec _encoderHiddenStates;
        private readonly TensorSpec _outSample;
        private UNetRun? _run;

        /// <exception cref="ModelException">The model's inputs are not those of a U-Net.</exception>
        public UNet(OnnxSession session, ComponentConfig config)
        {
            _session = session;
            Sample = session.FindInput("sample") ?? Find(4, "a latent [B,C,h,w] named sample");
            _timestep = session.FindInput("timestep") ?? session.FindInput("t") ?? Find(1, "a timestep");
            _encoderHiddenStates = session.FindInput("encoder_hidden_states") ?? Find(3, "conditioning [B,77,D] named encoder_hidden_states");
            _outSample = session.FindOutput("out_sample") ?? session.Outputs[0];
            InChannels = Fixed(Sample, 1, config.Int32("in_channels", 4), config.Path, "in_channels");
            OutChannels = Fixed(_outSample, 1, config.Int32("out_channels", 4), config.Path, "out_channels");
            CrossAttentionDim = _encoderHiddenStates.Dimensions[2];
            var size = config.Int32List("sample_size");
            SampleHeight = size.Count > 0 ? size[0] : 64;
            SampleWidth = size.Count > 0 ? size[size.Count - 1] : 64;
            var levels = config.Int32List("block_out_channels").Count;
            SizeMultiple = 1 << Math.Max(0, (levels == 0 ? 4 : levels) - 1);
        }

        /// <summary>The file that the model came from.</summary>
        public string Path => _session.Path;

        /// <summary>The latent input as declared.</summary>
        public TensorSpec Sample { get; }

        /// <summary>Channels of the input: the latent's, and for inpainting models mask and masked picture.</summary>
        public int InChannels { get; }

        /// <summary>Channels of the prediction, which are the latent's.</summary>
        public int OutChannels { get; }

        /// <summary>Width of the conditioning, or -1 when the export leaves it open.</summary>
        public int CrossAttentionDim { get; }

        /// <summary>Latent size that the model was trained for.</summary>
        public int SampleHeight { get; }

        /// <inheritdoc cref="SampleHeight"/>
        public int SampleWidth { get; }

        /// <summary>Latent sides must be multiples of this, 2^(levels - 1): exports do not crop when a level halves an odd side.</summary>
        public int SizeMultiple { get; }

        /// <summary>The bound run for a shape; the buffers of the last shape are kept, those of another are let go.</summary>
        /// <param name="rows">Rows of the batch: pictures, doubled under guidance.</param>
        /// <param name="height">Latent height.</param>
        /// <param name="width">Latent width.</param>
        /// <param name="tokens">Length of the conditioning, a multiple of 77.</param>
        /// <param name="dim">Width of the conditioning.</param>
        public UNetRun Prepare(int rows, int height, int width, int tokens, int dim)
        {
            if (_run == null || !_run.Fits(rows, height, width, tokens, dim))
            {
                _run?.Dispose();
                _run = null;
                _run = new UNetRun(this, rows, height, width, tokens, dim);
            }

            return _run;
        }

        public void Dispose()
        {
            _run?.Dispose();
            _session.Dispose();
        }

        /// <summary>Makes the bound run; called by <see cref="UNetRun"/>.</summary>
        internal BoundRun Bind(
            int rows, int height, int width, int tokens, int dim, out TensorBuffer sample, out TensorBuffer timestep, out TensorBuffer conditioning, out TensorBuffer prediction)
        {
            var run = new BoundRun(_session);
            try
            {
                sample = run.Input(Sample, rows, InChannels, height, width);
                timestep = run.Input(_timestep, TimestepShape(rows));
                conditioning = run.Input(_encoderHiddenStates, rows, tokens, dim);
                prediction = run.Output(_outSample, rows, OutChannels, height, width);
                return run;
            }
            catch (InferenceException)
            {
                run.Dispose();
                throw;
            }
        }

        /// <summary>Exports take a scalar, one timestep for all rows, or one per row.</summary>
        private long[] TimestepShape(int rows)
        {
            if (_timestep.Rank == 0)
            {
                return Array.Empty<long>();
            }

            var perRow = _timestep.Dimensions[0] < 0 && _timestep.Symbols[0].Length > 0 && _timestep.Symbols[0] == Sample.Symbols[0];
            return new long[] { perRow ? rows : Math.Max(1, _timestep.Dimensions[0]) };
        }

        private TensorSpec Find(int rank, string what)
        {
            return _session.Inputs.FirstOrDefault(input => input.Rank == rank)
                ?? throw new ModelException(
                    $"'{Path}' has no input for {what}; it has {string.Join(", ", _session.Inputs)}. Give the unet of a Stable Diffusion export.");
        }

        private static int Fixed(TensorSpec spec, int axis, int configured, string configPath, string key)
        {
            var declared = spec.Rank == 4 ? spec.Dimensions[axis] : -1;
            return declared < 0 || declared == configured
                ? configured
                : throw new ModelException($"'{configPath}' says {key} = {configured} but the model declares {spec}. Take config.json and model.onnx from the same export.");
        }
    }
}
