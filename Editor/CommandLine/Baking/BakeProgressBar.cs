using System.Globalization;
using DiffusionTextures.Baking.Execution;
using Spectre.Console;

namespace DiffusionTextures.CommandLine.Baking;

/// <summary>Shows pictures done, rate and time left on a terminal.</summary>
internal sealed class BakeProgressBar(ProgressTask task) : IProgress<BakeProgress>
{
    public void Report(BakeProgress value)
    {
        task.MaxValue = value.Total;
        task.Value = value.Done;
        var rate = value.Rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {value.Rate:F1}/s") : string.Empty;
        var left = value.Remaining is { } remaining ? $", {remaining:h\\:mm\\:ss} left" : string.Empty;
        var failed = value.Failed > 0 ? $", {value.Failed} failed" : string.Empty;
        task.Description = $"{value.Done}/{value.Total}{rate}{left}{failed}";
    }
}
