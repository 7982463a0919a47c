using DiffusionTextures.Graphs;

namespace DiffusionTextures.CommandLine.Editing;

/// <summary>What an edit changes, or would change, in one network.</summary>
/// <param name="Name">The edit.</param>
/// <param name="Touched">Number of nodes changed.</param>
/// <param name="LeftAlone">What one might expect to be changed and is not, with the reasons.</param>
/// <param name="NewInputs">Inputs that the network has then.</param>
/// <param name="NewOutputs">Outputs that the network has then.</param>
/// <param name="Obstacle">Why the edit is not possible, with the remedy; null where it is.</param>
internal sealed record PartEdit(
    string Name, int Touched, IReadOnlyList<string> LeftAlone, IReadOnlyList<string> NewInputs, IReadOnlyList<string> NewOutputs, string? Obstacle = null)
{
    public static PartEdit Of(EditReport report) => new(report.Edit, report.Touched.Count, report.LeftAlone, report.NewInputs, report.NewOutputs);

    public static PartEdit Impossible(string name, string obstacle) => new(name, 0, [], [], [], obstacle);

    /// <summary>The edit in one line.</summary>
    public string Summary
    {
        get
        {
            if (Obstacle != null)
            {
                return $"{Name}: not possible: {Obstacle}";
            }

            return $"{Name}: {Touched} {(Touched == 1 ? "node" : "nodes")}"
                + List(", left alone", LeftAlone) + List(", new inputs", NewInputs) + List(", new outputs", NewOutputs);
        }
    }

    private static string List(string label, IReadOnlyList<string> values)
    {
        const int shown = 5;
        return values.Count == 0 ? string.Empty
            : $"{label}: {string.Join(", ", values.Take(shown))}{(values.Count > shown ? $" and {values.Count - shown} more" : string.Empty)}";
    }
}

/// <summary>The edits of one network.</summary>
/// <param name="Name">Its folder, such as unet.</param>
/// <param name="Edits">In the order in which they were made.</param>
internal sealed record EditedPart(string Name, IReadOnlyList<PartEdit> Edits);
