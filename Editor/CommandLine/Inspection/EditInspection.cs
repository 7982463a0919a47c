using DiffusionTextures.Adapters;
using DiffusionTextures.CommandLine.Editing;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;

namespace DiffusionTextures.CommandLine.Inspection;

/// <summary>Tries every edit on the graph of a network, in memory and one by one, and tells what it would touch.</summary>
internal static class EditInspection
{
    /// <param name="component">The network's folder, such as unet.</param>
    /// <param name="path">Its model.onnx.</param>
    public static IReadOnlyList<PartEdit> Of(string component, string path) => component switch
    {
        "text_encoder" or "text_encoder_2" =>
        [
            Try(path, "clip skip", new ClipSkip(2, true)),
            Try(path, "LoRA", model => Reachable(model, "LoRA")),
            Try(path, "embeddings", new TextualInversion(Array.Empty<TextualInversionFile>())),
        ],
        "unet" =>
        [
            Try(path, "tiling", new SeamlessTiling(TileAxes.XY)),
            Try(path, "LoRA", model => Reachable(model, "LoRA")),
            Try(path, "ControlNet", new ControlNetInputs()),
            Try(path, "attention control", new AttentionControl()),
            Try(path, "attention maps", new AttentionMapsOut()),
        ],
        _ => [Try(path, "tiling", new SeamlessTiling(TileAxes.XY))],
    };

    private static PartEdit Try(string path, string name, IGraphEdit edit) => Try(path, name, edit.Apply);

    private static PartEdit Try(string path, string name, Func<OnnxModel, EditReport> apply)
    {
        try
        {
            return PartEdit.Of(apply(OnnxModel.Open(path))) with { Name = name };
        }
        catch (ModelException exception)
        {
            return PartEdit.Impossible(name, FailureReport.SingleLine(exception.Message));
        }
    }

    /// <summary>The layers that a LoRA can name; which of them it touches depends on its file.</summary>
    private static EditReport Reachable(OnnxModel model, string name)
    {
        var report = new EditReport(name);
        report.Touched.AddRange(WeightedLayers.Of(model.Graph).Values.Select(node => node.Name));
        return report.Touched.Count > 0
            ? report
            : throw new ModelException($"'{model.Path}' was optimised and lost the names of its layers. Use the plain export of the model.");
    }
}
