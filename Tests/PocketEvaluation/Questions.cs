using System.Text.Json;

namespace DiffusionTextures.PocketEvaluation;

/// <summary>judge.json: what the judge's answers mean, what it is asked, and what real pictures measure by the same figures.</summary>
internal sealed record Questions(
    IReadOnlyList<string> Families,
    IReadOnlyList<string> Colours,
    IReadOnlyList<string> Wears,
    IReadOnlyList<string> Metals,
    IReadOnlyList<string> Grouted,
    int TexelsPerCell,
    int Size,
    IReadOnlyDictionary<string, double> JudgeAccuracy,
    double RealEdgeEnergy,
    double RealSeamRatio,
    IReadOnlyList<Case> Cases)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <exception cref="JsonException">The file is no judge.json.</exception>
    public static Questions Read(string path)
    {
        return JsonSerializer.Deserialize<Questions>(File.ReadAllText(path), Options)
            ?? throw new JsonException($"'{path}' is empty. Write it with evaluate.py --judge-file.");
    }
}

/// <summary>A prompt and what a right picture shows. Colour and wear are null where they are not counted; a held-out combination was never trained.</summary>
internal sealed record Case(string Prompt, string Family, string? Colour, string? Wear, bool HeldOut);
