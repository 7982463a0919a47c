using DiffusionTextures.Inference;

namespace DiffusionTextures.Benchmarks.Graphs;

/// <summary>One U-Net bound to random inputs: two rows (guidance) or more, 77 tokens. What else the model takes is set to one.</summary>
internal sealed class UNetCall : IDisposable
{
    private readonly OnnxSession _session;
    private readonly SessionLease _lease;
    private readonly BoundRun _run;
    private readonly RunControl _control = new();

    private readonly TensorBuffer _prediction;
    private readonly int _rows;

    public UNetCall(SessionFactory sessions, ModelSource source, int latentSide, int rows = 2)
    {
        _rows = rows;
        _session = sessions.Create(source, CancellationToken.None);
        _lease = _session.Use(_control);
        _run = new BoundRun(_session);
        foreach (var input in _session.Inputs)
        {
            // Begun anew, so that the first rows are the same however many follow.
            var random = new Random(1);
            var values = _run.Input(input, Shape(input, latentSide, rows)).Values;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = input.Rank < 3 ? 1 : random.NextSingle() - 0.5f;
            }
        }

        _prediction = _run.Output(_session.Outputs[0], rows, 4, latentSide, latentSide);
    }

    /// <summary>What the model said of the first row.</summary>
    public ReadOnlySpan<float> FirstRow => _prediction.Row(0, _rows);

    public void Run() => _run.Execute(_control);

    public void Dispose()
    {
        _run.Dispose();
        _lease.Dispose();
        _session.Dispose();
        _control.Dispose();
    }

    private static long[] Shape(TensorSpec input, int side, int rows)
    {
        var dynamic = input.Rank == 4 ? new long[] { rows, 4, side, side } : [rows, 77, 0];
        return input.Dimensions.Select((size, axis) => size >= 0 ? size : input.Rank < 3 ? 1L : dynamic[axis]).ToArray();
    }
}
