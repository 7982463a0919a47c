using DiffusionTextures.Inference;

namespace DiffusionTextures.Benchmarks.Graphs;

/// <summary>One U-Net bound to random inputs: two rows (guidance), 77 tokens. What else the model takes is set to one.</summary>
internal sealed class UNetCall : IDisposable
{
    private readonly OnnxSession _session;
    private readonly SessionLease _lease;
    private readonly BoundRun _run;
    private readonly RunControl _control = new();

    public UNetCall(SessionFactory sessions, ModelSource source, int latentSide)
    {
        _session = sessions.Create(source, CancellationToken.None);
        _lease = _session.Use(_control);
        _run = new BoundRun(_session);
        var random = new Random(1);
        foreach (var input in _session.Inputs)
        {
            var values = _run.Input(input, Shape(input, latentSide)).Values;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = input.Rank < 3 ? 1 : random.NextSingle() - 0.5f;
            }
        }

        _run.Output(_session.Outputs[0], 2, 4, latentSide, latentSide);
    }

    public void Run() => _run.Execute(_control);

    public void Dispose()
    {
        _run.Dispose();
        _lease.Dispose();
        _session.Dispose();
        _control.Dispose();
    }

    private static long[] Shape(TensorSpec input, int side)
    {
        var dynamic = input.Rank == 4 ? new long[] { 2, 4, side, side } : [2, 77, 0];
        return input.Dimensions.Select((size, axis) => size >= 0 ? size : input.Rank < 3 ? 1L : dynamic[axis]).ToArray();
    }
}
