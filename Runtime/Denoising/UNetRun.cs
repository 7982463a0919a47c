using System;
using System.Collections.Generic;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Denoising
{
    /// <summary>The U-Net bound to one set of shapes: write the inputs, run, read the prediction. A run allocates nothing.</summary>
    internal sealed class UNetRun : IDisposable
    {
        private readonly BatchedRun _run;
        private readonly TensorBuffer _sample;
        private readonly TensorBuffer _timestep;
        private readonly TensorBuffer _hiddenStates;
        private readonly TensorBuffer _prediction;
        private readonly IReadOnlyList<TensorBuffer> _extras;

        internal UNetRun(
            BatchedRun run, int rows, TensorBuffer sample, TensorBuffer timestep, TensorBuffer hiddenStates, TensorBuffer prediction, IReadOnlyList<TensorBuffer> extras,
            IReadOnlyList<AttentionLevel> attentionLevels)
        {
            _run = run;
            Rows = rows;
            _sample = sample;
            _timestep = timestep;
            _hiddenStates = hiddenStates;
            _prediction = prediction;
            _extras = extras;
            AttentionLevels = attentionLevels;
        }

        /// <summary>Rows of the batch.</summary>
        public int Rows { get; }

        /// <summary>Outputs of the attention-maps edit, finest first; none without it.</summary>
        public IReadOnlyList<AttentionLevel> AttentionLevels { get; }

        /// <summary>Input of one row, [InChannels,h,w]. The latent goes to its first channels; what is written behind them stays from step to step.</summary>
        public Span<float> SampleRow(int row) => _sample.Row(row, Rows);

        /// <summary>Conditioning of one row, [T,D]; stays from step to step.</summary>
        public Span<float> ConditioningRow(int row) => _hiddenStates.Row(row, Rows);

        /// <summary>Prediction of one row, [OutChannels,h,w]; valid until the next run.</summary>
        public ReadOnlySpan<float> PredictionRow(int row) => _prediction.Row(row, Rows);

        /// <summary>Cross-attention of one row at one of the <see cref="AttentionLevels"/>, [h w, tokens]; valid until the next run.</summary>
        public ReadOnlySpan<float> AttentionRow(int level, int row) => AttentionLevels[level].Maps.Row(row, Rows);

        /// <summary>Writes one row of conditioning and of every further input.</summary>
        public void WriteConditioning(int row, ScheduledStates conditioning)
        {
            conditioning.HiddenStates.CopyTo(ConditioningRow(row));
            foreach (var extra in conditioning.Extras)
            {
                if (Extra(extra.Key) is { } buffer)
                {
                    extra.Value.CopyTo(buffer.Row(row, Rows));
                }
            }
        }

        /// <summary>The buffer of a further input, or null when the model has no such input. Its values stay from step to step.</summary>
        public TensorBuffer? Extra(string name)
        {
            for (var i = 0; i < _extras.Count; i++)
            {
                if (_extras[i].Spec.Name == name)
                {
                    return _extras[i];
                }
            }

            return null;
        }

        /// <summary>One model call.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        public void Execute(float timestep, RunControl control)
        {
            _timestep.Values.Fill(timestep);
            _run.Execute(control);
        }

        internal bool Fits(int rows, LatentShape shape, TextConditioning conditioning)
        {
            return rows == Rows && _sample.Shape[2] == shape.Height && _sample.Shape[3] == shape.Width
                && _hiddenStates.Shape[1] == conditioning.Tokens && _hiddenStates.Shape[2] == conditioning.Dim;
        }

        public void Dispose() => _run.Dispose();
    }
}
