using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Denoising
{
    /// <summary>One ControlNet (Zhang et al. 2023): a picture in, residuals for the U-Net's skip connections and middle block out.</summary>
    /// <remarks>Owns its session. Used on the inference thread.</remarks>
    internal sealed class ControlNet : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly TensorSpec _condition;
        private readonly TensorSpec? _scale;
        private BoundRun? _run;
        private TensorBuffer _sample = null!;
        private TensorBuffer _timestep = null!;
        private TensorBuffer _hiddenStates = null!;
        private TensorBuffer _conditionBuffer = null!;
        private TensorBuffer? _scaleBuffer;
        private readonly List<TensorBuffer> _extras = new List<TensorBuffer>();

        /// <exception cref="ModelException">The model is no ControlNet.</exception>
        public ControlNet(OnnxSession session)
        {
            _session = session;
            session.Unloading += DropRun;
            _condition = session.FindInput("controlnet_cond") ?? throw NotAControlNet();
            _scale = session.FindInput("conditioning_scale");
            if (session.FindInput("sample") == null || session.FindInput("timestep") == null || session.FindInput("encoder_hidden_states") == null || session.Outputs.Count < 2)
            {
                throw NotAControlNet();
            }
        }

        /// <summary>What is loaded and unloaded.</summary>
        public OnnxSession Session => _session;

        /// <summary>The file that the model came from.</summary>
        public string Path => _session.Path;

        /// <summary>Number of residuals that a run gives.</summary>
        public int ResidualCount => _session.Outputs.Count;

        /// <summary>The residuals of the last run: the skip connections', then the middle block's. Valid until the next run.</summary>
        public IReadOnlyList<TensorBuffer> Residuals { get; private set; } = Array.Empty<TensorBuffer>();

        /// <summary>Binds the model to a job's shapes and writes what stays from step to step.</summary>
        /// <param name="shape">Shape of the latents.</param>
        /// <param name="conditioning">The rows.</param>
        /// <param name="factor">Pixels per latent cell and side.</param>
        /// <param name="control">Carries the request's cancel.</param>
        public void Prepare(LatentShape shape, TextConditioning conditioning, int factor, RunControl control)
        {
            var rows = conditioning.RowCount;
            if (_run != null && _sample.Shape[0] == rows && _sample.Shape[2] == shape.Height && _sample.Shape[3] == shape.Width && _hiddenStates.Shape[1] == conditioning.Tokens)
            {
                return;
            }

            DropRun();
            var run = new BoundRun(_session);
            try
            {
                _sample = run.Input(_session.FindInput("sample")!, rows, shape.Channels, shape.Height, shape.Width);
                var timestep = _session.FindInput("timestep")!;
                _timestep = run.Input(timestep, TimestepInput.Shape(timestep, _sample.Spec, rows));
                _hiddenStates = run.Input(_session.FindInput("encoder_hidden_states")!, rows, conditioning.Tokens, conditioning.Dim);
                _conditionBuffer = run.Input(_condition, rows, 3, shape.Height * factor, shape.Width * factor);
                _extras.Clear();
                foreach (var extra in conditioning.Row(0).At(1).Extras)
                {
                    // SDXL's take the pooled embedding and the sizes, as the U-Net does.
                    if (_session.FindInput(extra.Key) is { } input)
                    {
                        _extras.Add(run.Input(input, input.Rank == 1 ? new long[] { rows } : new long[] { rows, extra.Value.Length }));
                    }
                }

                _scaleBuffer = _scale == null ? null : run.Input(_scale, _scale.Rank == 0 ? Array.Empty<long>() : new long[] { 1 });

                // The export leaves the residuals' sizes open: a first run tells them.
                Residuals = run.BindOutputs(_session.Outputs, control);
                _run = run;
            }
            catch
            {
                run.Dispose();
                throw;
            }
        }

        /// <summary>Runs on the U-Net's own inputs.</summary>
        /// <param name="unet">The U-Net's run, whose sample and conditioning rows are written.</param>
        /// <param name="picture">[1,3,H,W] in [0,1], the same for every row.</param>
        /// <param name="timestep">In training steps.</param>
        /// <param name="scale">Weight of the residuals.</param>
        /// <param name="control">Carries the request's cancel.</param>
        public void Execute(UNetRun unet, FloatTensor picture, float timestep, float scale, RunControl control)
        {
            for (var row = 0; row < unet.Rows; row++)
            {
                var sample = _sample.Row(row, unet.Rows);
                unet.SampleRow(row).Slice(0, sample.Length).CopyTo(sample);
                unet.ConditioningRow(row).CopyTo(_hiddenStates.Row(row, unet.Rows));
                picture.Span.CopyTo(_conditionBuffer.Row(row, unet.Rows));
                for (var i = 0; i < _extras.Count; i++)
                {
                    unet.Extra(_extras[i].Spec.Name)!.Row(row, unet.Rows).CopyTo(_extras[i].Row(row, unet.Rows));
                }
            }

            _timestep.Values.Fill(timestep);
            _scaleBuffer?.Values.Fill(scale);
            _run!.Execute(control);
            if (_scaleBuffer == null)
            {
                for (var i = 0; i < Residuals.Count; i++)
                {
                    var values = Residuals[i].Values;
                    for (var k = 0; k < values.Length; k++)
                    {
                        values[k] *= scale;
                    }
                }
            }
        }

        public void Dispose() => _session.Dispose();

        private void DropRun()
        {
            _run?.Dispose();
            _run = null;
        }

        private ModelException NotAControlNet()
        {
            return new ModelException($"'{_session.Path}' has the inputs {string.Join(", ", _session.Inputs)}; a ControlNet takes sample, timestep, encoder_hidden_states and controlnet_cond. Give the folder of a ControlNet export.");
        }
    }
}
