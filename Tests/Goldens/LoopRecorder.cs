using DiffusionTextures.Denoising;

namespace DiffusionTextures.Goldens;

/// <summary>Keeps what the goldens store of a denoising loop: the latents before and after every step, and the first model call.</summary>
internal sealed class LoopRecorder : IDenoisingObserver
{
    /// <summary>[N,C,h,w] at the start and after every step.</summary>
    public List<float[]> Latents { get; } = [];

    /// <summary>All rows of the first prediction, before guidance.</summary>
    public float[] FirstPrediction { get; private set; } = [];

    /// <summary>All rows of the conditioning.</summary>
    public float[] EncoderHiddenStates { get; private set; } = [];

    public void Started(ReadOnlySpan<float> latents) => Latents.Add(latents.ToArray());

    public void Predicted(int stepIndex, UNetRun run)
    {
        if (stepIndex == 0)
        {
            FirstPrediction = Rows(run, row => run.PredictionRow(row).ToArray());
            EncoderHiddenStates = Rows(run, row => run.ConditioningRow(row).ToArray());
        }
    }

    public void Stepped(int stepIndex, ReadOnlySpan<float> latents) => Latents.Add(latents.ToArray());

    private static float[] Rows(UNetRun run, Func<int, float[]> row) => Enumerable.Range(0, run.Rows).SelectMany(row).ToArray();
}
