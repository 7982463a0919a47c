using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Denoising
{
    /// <summary>The ControlNets of a generator: runs those that a request uses and sums their residuals into the U-Net's inputs.</summary>
    /// <remarks>Owns the ControlNets.</remarks>
    internal sealed class ControlNetSet : IDisposable
    {
        private readonly IReadOnlyList<ControlNet> _controlNets;
        private readonly int _factor;
        private readonly string[] _inputs;

        /// <param name="controlNets">At least one.</param>
        /// <param name="factor">Pixels per latent cell and side.</param>
        public ControlNetSet(IReadOnlyList<ControlNet> controlNets, int factor)
        {
            _controlNets = controlNets;
            _factor = factor;
            _inputs = new string[controlNets[0].ResidualCount];
            for (var i = 0; i < _inputs.Length; i++)
            {
                _inputs[i] = NameOf(i, _inputs.Length);
            }
        }

        /// <summary>Number of ControlNets.</summary>
        public int Count => _controlNets.Count;

        /// <summary>Has all of them in memory until the lease is disposed; every run happens inside one.</summary>
        /// <exception cref="ModelException">A file went missing or was damaged.</exception>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        public SessionLease Use(RunControl control) => SessionLease.Of(_controlNets.Select(controlNet => controlNet.Session), control);

        /// <summary>Checks that the U-Net has an input for each residual, and no other.</summary>
        /// <exception cref="ModelException">A ControlNet was made for another kind of U-Net.</exception>
        public void CheckThatFits(UNet unet)
        {
            foreach (var controlNet in _controlNets)
            {
                var count = controlNet.ResidualCount;
                if (unet.FindExtra(NameOf(count - 2, count)) == null || unet.FindExtra(ControlNetInputs.DownInput(count - 1)) != null)
                {
                    throw new ModelException(
                        $"The ControlNet '{controlNet.Path}' gives {count - 1} residuals for skip connections, which '{unet.Path}' has another number of. Use a ControlNet made for this family.");
                }
            }
        }

        /// <summary>Binds every ControlNet to a job's shapes, before the U-Net is.</summary>
        public void Prepare(LatentShape shape, TextConditioning conditioning, RunControl control)
        {
            foreach (var controlNet in _controlNets)
            {
                controlNet.Prepare(shape, conditioning, _factor, control);
            }
        }

        /// <summary>Shape of one row of the U-Net input of that name, or null when it is none of a ControlNet's.</summary>
        public long[]? ResidualShape(string input)
        {
            var residuals = _controlNets[0].Residuals;
            var place = Array.IndexOf(_inputs, input);
            return place < 0 ? null : residuals[place].Shape.AsSpan(1).ToArray();
        }

        /// <summary>Computes the residuals of one step.</summary>
        /// <param name="unet">The U-Net's run with its sample and conditioning written.</param>
        /// <param name="inputs">What the request gives each ControlNet; empty for none.</param>
        /// <param name="step">Index of the step among those that run, from 0.</param>
        /// <param name="stepCount">Steps that run.</param>
        /// <param name="timestep">In training steps.</param>
        /// <param name="control">Carries the request's cancel.</param>
        public void Execute(UNetRun unet, IReadOnlyList<ControlNetInput> inputs, int step, int stepCount, float timestep, RunControl control)
        {
            for (var i = 0; i < _inputs.Length; i++)
            {
                unet.Extra(_inputs[i])!.Values.Clear();
            }

            for (var n = 0; n < inputs.Count; n++)
            {
                if (!inputs[n].IsActive(step, stepCount))
                {
                    continue;
                }

                _controlNets[n].Execute(unet, inputs[n].Image, timestep, inputs[n].Weight, control);
                for (var i = 0; i < _inputs.Length; i++)
                {
                    Add(_controlNets[n].Residuals[i].Values, unet.Extra(_inputs[i])!.Values);
                }
            }
        }

        public void Dispose()
        {
            foreach (var controlNet in _controlNets)
            {
                controlNet.Dispose();
            }
        }

        private static string NameOf(int residual, int count) => residual == count - 1 ? ControlNetInputs.MidInput : ControlNetInputs.DownInput(residual);

        private static void Add(ReadOnlySpan<float> residual, Span<float> sum)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += residual[i];
            }
        }
    }
}
