using System;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;

namespace DiffusionTextures.Decoding
{
    /// <summary>A decoder's session with the bound run of the last shape; computes in float32 from where float16 does not suffice.</summary>
    /// <remarks>Owns its session. Used on the inference thread, inside a lease.</remarks>
    internal sealed class DecoderRun : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly VaeConfig _config;
        private readonly TensorSpec _input;
        private readonly TensorSpec _output;
        private BoundRun? _run;
        private TensorBuffer? _latents;
        private TensorBuffer? _planes;
        private TensorBuffer? _givenNorms;
        private TensorBuffer? _normShare;
        private TensorBuffer? _ownNorms;
        private float[] _norms = Array.Empty<float>();

        public DecoderRun(OnnxSession session, VaeConfig config)
        {
            _session = session;
            _config = config;
            _input = InputOf(session);
            _output = session.Outputs[0];
            session.Unloading += DropRun;
        }

        /// <summary>The latent among the inputs of a decoder.</summary>
        public static TensorSpec InputOf(OnnxSession session) => session.FindInput("latent_sample") ?? session.Inputs[0];

        /// <summary>Has the model in memory until the lease is disposed.</summary>
        public SessionLease Use(RunControl control) => _session.Use(control);

        /// <summary>Binds buffers of a shape; those of the last shape are kept.</summary>
        public void Prepare(int channels, int height, int width)
        {
            if (_run != null && _latents!.Shape[2] == height && _latents.Shape[3] == width)
            {
                return;
            }

            DropRun();
            var run = new BoundRun(_session);
            try
            {
                _latents = run.Input(_input, 1, channels, height, width);
                _planes = run.Output(_output, 1, 3, height * _config.ScaleFactor, width * _config.ScaleFactor);
                if (_session.FindInput(SharedNorms.GivenInput) is { } given)
                {
                    _givenNorms = run.Input(given, 1, given.Dimensions[1], 2);
                    _normShare = run.Input(_session.FindInput(SharedNorms.ShareInput)!, 1);
                    _ownNorms = run.Output(_session.FindOutput(SharedNorms.OwnOutput)!, 1, given.Dimensions[1], 2);
                    RestoreNorms();
                }

                _run = run;
            }
            catch
            {
                run.Dispose();
                throw;
            }
        }

        /// <summary>The input, as the scheduler leaves it; write it before every run.</summary>
        public Span<float> Latents => _latents!.Values;

        /// <summary>Runs what lies in the input and has later runs normalise with its statistics; does nothing for decoders that share none.</summary>
        public void TakeNorms(RunControl control)
        {
            _norms = Array.Empty<float>();
            if (_givenNorms != null)
            {
                RestoreNorms();
                Decode(control);
                _norms = _ownNorms!.Values.ToArray();
                RestoreNorms();
            }
        }

        /// <summary>Unscales and decodes what lies in the input.</summary>
        /// <returns>[1,3,H,W], valid until the next run.</returns>
        public ReadOnlySpan<float> Decode(RunControl control)
        {
            foreach (ref var value in _latents!.Values)
            {
                value = value / _config.ScalingFactor + _config.ShiftFactor;
            }

            _run!.Execute(control);
            return FloatRange.IsFinite(_planes!.Values) ? _planes.Values : DecodeInFloat32(control);
        }

        public void Dispose() => _session.Dispose();

        /// <summary>Decodes what lies in the input once more.</summary>
        /// <exception cref="InferenceException">It gives no numbers in float32 either.</exception>
        private ReadOnlySpan<float> DecodeInFloat32(RunControl control)
        {
            var unscaled = _latents!.Values.ToArray();
            var shape = _latents.Shape;
            _session.LeaveHalfPrecision(control);
            Prepare((int)shape[1], (int)shape[2], (int)shape[3]);
            unscaled.CopyTo(_latents.Values);
            _run!.Execute(control);
            if (!FloatRange.IsFinite(_planes!.Values))
            {
                _session.LeaveHalfPrecision(control);
            }

            return _planes.Values;
        }

        private void RestoreNorms()
        {
            _norms.CopyTo(_givenNorms!.Values);
            _normShare!.Values.Fill(_norms.Length > 0 ? 1 : 0);
        }

        private void DropRun()
        {
            _run?.Dispose();
            _run = null;
        }
    }
}
