using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Benchmarks.Graphs;

/// <summary>A U-Net with seamless tiling next to the same without, one call in turns on the same input, at latents of 64x64.</summary>
internal static class TilingSection
{
    private const double Goal = 1.10;

    /// <param name="folder">A model folder; null for the tiny one of the goldens.</param>
    public static void Run(string? folder)
    {
        var path = Path.Combine(folder ?? Path.Combine(AppContext.BaseDirectory, "Data", "tiny_sdv"), "unet", "model.onnx");
        var sessions = new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 0));
        // Full-size models fill the memory with two sessions.
        var forms = folder == null ? new[] { TileAxes.None, TileAxes.X, TileAxes.Y, TileAxes.XY } : [TileAxes.None, TileAxes.XY];
        var calls = forms.Select(axes => new UNetCall(sessions, Source(path, axes), 64)).ToArray();
        var times = Race.Run(TimeSpan.FromSeconds(30), calls.Select(call => (Action)call.Run).ToArray());
        foreach (var call in calls)
        {
            call.Dispose();
        }

        var table = new Table($"U-Net, median of {times[0].Count} calls in turns", "ms", "ratio", "goal", "");
        for (var i = 0; i < times.Length; i++)
        {
            var ratio = times[i].Median / times[0].Median;
            table.Add(i == 0 ? "plain" : $"tiled {forms[i]}", $"{times[i].Median * 1e3:0.00}", $"{ratio:0.000}", i == 0 ? "" : $"{Goal:0.00}", i == 0 ? "" : ratio <= Goal ? "met" : "MISSED");
        }

        table.Print();
    }

    private static ModelSource Source(string path, TileAxes axes)
    {
        if (axes == TileAxes.None)
        {
            return new ModelSource(path);
        }

        var model = OnnxModel.Open(path);
        new SeamlessTiling(axes).Apply(model);
        return new ModelSource(path, model);
    }
}
