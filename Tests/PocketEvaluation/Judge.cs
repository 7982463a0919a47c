using DiffusionTextures.Inference;

namespace DiffusionTextures.PocketEvaluation;

/// <summary>judge.onnx: says family, colour and wear of a picture, as numbers into the lists of <see cref="Questions"/>.</summary>
internal sealed class Judge : IDisposable
{
    private static readonly string[] Outputs = ["family", "colour", "wear"];

    private readonly OnnxSession _session;
    private readonly RunControl _control = new();

    /// <exception cref="ModelException">The file is missing or damaged.</exception>
    public Judge(string path)
    {
        _session = new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 0)).Create(new ModelSource(path), CancellationToken.None);
    }

    public Verdict Look(Picture picture)
    {
        using var lease = _session.Use(_control);
        using var run = new UnboundRun(_session);
        picture.Albedo.CopyTo(run.Input(_session.Inputs[0], 1, 3, picture.Size, picture.Size).Values);
        var scores = run.Execute(Outputs, _control);
        return new Verdict(Highest(scores[0]), Highest(scores[1]), Highest(scores[2]));
    }

    public void Dispose()
    {
        _session.Dispose();
        _control.Dispose();
    }

    private static int Highest(FloatTensor scores) => scores.Span.IndexOf(scores.Span.ToArray().Max());
}

/// <summary>The judge's answers; wear 0 is none.</summary>
internal readonly record struct Verdict(int Family, int Colour, int Wear);
