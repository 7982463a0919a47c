using System;
using System.Collections.Generic;

namespace DiffusionTextures.Inference
{
    /// <summary>
    /// A batch of rows that the model runs at once, or in several smaller runs where memory or an export with a fixed batch demands it. Either way the caller writes and
    /// reads buffers of all rows, and the results are the same. After the first run it allocates nothing.
    /// </summary>
    /// <remarks>Owns its buffers. Not thread-safe.</remarks>
    internal sealed class BatchedRun : IDisposable
    {
        private readonly BoundRun _run;
        private readonly int _rows;
        private readonly int _rowsPerRun;
        private readonly List<Split> _inputs = new List<Split>();
        private readonly List<Split> _outputs = new List<Split>();

        /// <param name="session">The model, in use.</param>
        /// <param name="rows">Rows of the batch.</param>
        /// <param name="rowsPerRun">Rows that the model takes at once; the last run is filled up with copies of the last row.</param>
        public BatchedRun(OnnxSession session, int rows, int rowsPerRun)
        {
            _run = new BoundRun(session);
            _rows = rows;
            _rowsPerRun = rowsPerRun;
        }

        /// <summary>Whether there is more than one run, or a run that is filled up.</summary>
        public bool IsSplit => _rows != _rowsPerRun;

        /// <summary>Rows that a run takes, for a model whose batch may be fixed.</summary>
        /// <param name="rows">Rows of the batch.</param>
        /// <param name="declared">The batch axis of the export; -1 where the caller chooses.</param>
        /// <param name="most">The most that the caller allows.</param>
        public static int RowsPerRun(int rows, int declared, int most) => declared > 0 ? declared : Math.Min(rows, most);

        /// <summary>Makes the buffer of an input that is the same for all rows.</summary>
        /// <exception cref="InferenceException">The shape contradicts a fixed axis of the model.</exception>
        public TensorBuffer Shared(TensorSpec spec, params long[] shape) => _run.Input(spec, shape);

        /// <summary>Makes the buffer of an input with one entry for each row.</summary>
        /// <param name="spec">The input.</param>
        /// <param name="countsRows">Whether the values are numbers of rows, which must lie in the run that reads them.</param>
        /// <param name="rowShape">Shape without the batch axis.</param>
        /// <exception cref="InferenceException">The shape contradicts a fixed axis of the model.</exception>
        public TensorBuffer PerRow(TensorSpec spec, bool countsRows, params long[] rowShape)
        {
            var bound = _run.Input(spec, Shape(_rowsPerRun, rowShape));
            return IsSplit ? Add(_inputs, bound, rowShape, countsRows) : bound;
        }

        /// <summary>Makes the buffer of an output with one entry for each row.</summary>
        /// <exception cref="InferenceException">The shape contradicts a fixed axis of the model.</exception>
        public TensorBuffer Output(TensorSpec spec, params long[] rowShape)
        {
            var bound = _run.Output(spec, Shape(_rowsPerRun, rowShape));
            return IsSplit ? Add(_outputs, bound, rowShape, false) : bound;
        }

        /// <summary>Makes the buffers of outputs whose shapes the model leaves open: a run on the inputs as they are tells the shapes.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        public IReadOnlyList<TensorBuffer> BindOutputs(IReadOnlyList<TensorSpec> specs, RunControl control)
        {
            var bound = _run.BindOutputs(specs, control);
            if (!IsSplit)
            {
                return bound;
            }

            var buffers = new List<TensorBuffer>();
            foreach (var buffer in bound)
            {
                buffers.Add(Add(_outputs, buffer, buffer.Shape.AsSpan(1).ToArray(), false));
            }

            return buffers;
        }

        /// <summary>Runs every row.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed, or rows refer to others that are in another run.</exception>
        public void Execute(RunControl control)
        {
            if (!IsSplit)
            {
                _run.Execute(control);
                return;
            }

            for (var start = 0; start < _rows; start += _rowsPerRun)
            {
                for (var i = 0; i < _inputs.Count; i++)
                {
                    CopyIn(_inputs[i], start);
                }

                _run.Execute(control);
                for (var i = 0; i < _outputs.Count; i++)
                {
                    CopyOut(_outputs[i], start);
                }
            }
        }

        public void Dispose()
        {
            _run.Dispose();
            _inputs.ForEach(split => split.Whole.Dispose());
            _outputs.ForEach(split => split.Whole.Dispose());
        }

        private static long[] Shape(int rows, long[] rowShape)
        {
            var shape = new long[rowShape.Length + 1];
            shape[0] = rows;
            rowShape.CopyTo(shape, 1);
            return shape;
        }

        private TensorBuffer Add(List<Split> splits, TensorBuffer bound, long[] rowShape, bool countsRows)
        {
            // Never bound, so that its axes need not be those that the export fixes.
            var whole = new TensorBuffer(bound.Spec, Shape(_rows, rowShape));
            splits.Add(new Split(bound, whole, countsRows));
            return whole;
        }

        private void CopyIn(Split split, int start)
        {
            for (var i = 0; i < _rowsPerRun; i++)
            {
                var row = Math.Min(start + i, _rows - 1);
                var target = split.Bound.Row(i, _rowsPerRun);
                split.Whole.Row(row, _rows).CopyTo(target);
                if (split.CountsRows)
                {
                    target[0] = InThisRun(split, (int)target[0] - start, row - start);
                }
            }
        }

        private int InThisRun(Split split, int wanted, int own)
        {
            if (wanted >= 0 && wanted < _rowsPerRun && own < _rowsPerRun)
            {
                return wanted;
            }

            throw new InferenceException(
                $"'{split.Bound.Spec.Name}' lets a row of the batch take from another, but only {_rowsPerRun} of {_rows} rows are run at once. Raise {nameof(TextureGeneratorOptions.MaxBatchRows)}, or do without the prompt edit.");
        }

        private void CopyOut(Split split, int start)
        {
            for (var i = 0; i < _rowsPerRun && start + i < _rows; i++)
            {
                split.Bound.Row(i, _rowsPerRun).CopyTo(split.Whole.Row(start + i, _rows));
            }
        }

        private sealed class Split
        {
            public Split(TensorBuffer bound, TensorBuffer whole, bool countsRows)
            {
                Bound = bound;
                Whole = whole;
                CountsRows = countsRows;
            }

            public TensorBuffer Bound { get; }

            public TensorBuffer Whole { get; }

            public bool CountsRows { get; }
        }
    }
}
