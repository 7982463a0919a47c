using System;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Denoising
{
    /// <summary>The U-Net bound to one shape: write the inputs, run, read the prediction. Allocates nothing after it was made.</summary>
    internal sealed class UNetRun : IDisposable
    {
        private readonly BoundRun _run;
        private readonly TensorBuffer _sample;
        private readonly TensorBuffer _timestep;
        private readonly TensorBuffer _conditioning;
        private readonly TensorBuffer _prediction;
        private readonly int _inPlane;
        private readonly int _outPlane;

        internal UNetRun(UNet unet, int rows, int height, int width, int tokens, int dim)
        {
            Rows = rows;
            _run = unet.Bind(rows, height, width, tokens, dim, out _sample, out _timestep, out _conditioning, out _prediction);
            _inPlane = unet.InChannels * height * width;
            _outPlane = unet.OutChannels * height * width;
        }

        /// <summary>Rows of the batch.</summary>
        public int Rows { get; }

        /// <summary>Input of one row, [InChannels,h,w]. The latent goes to its first channels; what is written behind them stays from step to step.</summary>
        public Span<float> SampleRow(int row) => _sample.Values.Slice(row * _inPlane, _inPlane);

        /// <summary>Conditioning of one row, [T,D]; stays from step to step.</summary>
        public Span<float> ConditioningRow(int row)
        {
            var plane = _conditioning.Count / Rows;
            return _conditioning.Values.Slice(row * plane, plane);
        }

        /// <summary>Prediction of one row, [OutChannels,h,w]; valid until the next run.</summary>
        public ReadOnlySpan<float> PredictionRow(int row) => _prediction.Values.Slice(row * _outPlane, _outPlane);

        /// <summary>One model call.</summary>
        public void Execute(float timestep, RunControl control)
        {
            _timestep.Values.Fill(timestep);
            _run.Execute(control);
        }

        internal bool Fits(int rows, int height, int width, int tokens, int dim)
        {
            return rows == Rows && _sample.Shape[2] == height && _sample.Shape[3] == width
                && _conditioning.Shape[1] == tokens && _conditioning.Shape[2] == dim;
        }

        public void Dispose() => _run.Dispose();
    }
}
