using System.Diagnostics;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Benchmarks.Graphs;

/// <summary>Time and managed memory of opening a model, making it tileable and writing its graph, next to ONNX Runtime creating its session.</summary>
internal static class OpenSection
{
    private const double GoalShare = 0.05, GoalMegabytes = 64;

    /// <param name="path">A model.onnx; null for a synthetic one of 2 GB.</param>
    public static void Run(string? path)
    {
        if (path != null)
        {
            Compare(path);
            return;
        }

        using var model = new SyntheticModel();
        Compare(model.Path);
    }

    private static void Compare(string path)
    {
        var sessions = new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 0));
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var nodes = Edit(path).Nodes;
        var first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        var times = Race.Run(
            TimeSpan.FromSeconds(20),
            () => Edit(path),
            () => sessions.Create(new ModelSource(path), CancellationToken.None).Dispose());
        var share = times[0].Median / times[1].Median;
        var megabytes = bytes / 1048576.0;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var size = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) / 1073741824.0;
        var table = new Table($"Model of {size:0.00} GB, {nodes} nodes", "measured", "goal", "");
        table.Add("open, tile, write: ms (median)", $"{times[0].Median * 1e3:0.0}", "", "");
        table.Add("the first time in this process: ms", $"{first:0.0}", "", "");
        table.Add("session: ms (median)", $"{times[1].Median * 1e3:0.0}", "", "");
        table.Add("share", $"{share:0.0%}", $"{GoalShare:0%}", share < GoalShare ? "met" : "MISSED");
        table.Add("managed MB allocated in all", $"{megabytes:0.0}", $"{GoalMegabytes:0}", megabytes < GoalMegabytes ? "met" : "MISSED");
        table.Print();
    }

    private static (int Nodes, EditedModel Model) Edit(string path)
    {
        var model = OnnxModel.Open(path);
        new SeamlessTiling(TileAxes.XY).Apply(model);
        return (model.Graph.Nodes.Count, ModelWriter.Write(model));
    }
}
