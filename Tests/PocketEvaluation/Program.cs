using System.Globalization;
using DiffusionTextures;
using DiffusionTextures.PocketEvaluation;

// Measures a pocket model folder through the real runtime, as Samples/PocketModel~/evaluate.py measures it through torch.
const int Seeds = 4;
const int DiversityPrompts = 12;

if (args.Length > 2 || args is ["--help" or "-h", ..])
{
    Console.Error.WriteLine("usage: PocketEvaluation [MODEL FOLDER [JUDGE FOLDER]]");
    return 2;
}

var modelFolder = args.Length > 0 ? args[0] : PocketModel.Folder;
var judgeFolder = args.Length > 1 ? args[1] : Path.Combine(AppContext.BaseDirectory, "Judge");
var questions = Questions.Read(Path.Combine(judgeFolder, "judge.json"));
using var judge = new Judge(Path.Combine(judgeFolder, "judge.onnx"));
using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = modelFolder });
var (tally, edges) = (new Tally(), new EdgeFigures(questions.Size));
GenerationReport? report = null;
for (var i = 0; i < questions.Cases.Count; i++)
{
    var asked = questions.Cases[i];
    var picture = new Picture();
    report = await generator.GenerateTextureAsync(Ask(asked.Prompt, 1000 + i), picture);
    Count(asked, picture, judge.Look(picture));
    edges.Add(picture);
}

var diversity = 0.0;
var chosen = questions.Cases.Chunk(Math.Max(1, questions.Cases.Count / DiversityPrompts)).Take(DiversityPrompts).Select(chunk => chunk[0]).ToArray();
foreach (var asked in chosen)
{
    var seeds = new List<Picture>();
    for (var seed = 0; seed < Seeds; seed++)
    {
        seeds.Add(new Picture());
        await generator.GenerateTextureAsync(Ask(asked.Prompt, seed), seeds[^1]);
    }

    diversity += EdgeFigures.Diversity(seeds) / chosen.Length;
}

Console.WriteLine($"{questions.Cases.Count} pictures, {report!.SchedulerName}, {report.Request.NumInferenceSteps} steps, guidance {Text(report.Request.GuidanceScale)}");
Console.WriteLine("judge on held-out real pictures: " + string.Join(", ", questions.JudgeAccuracy.Select(entry => $"{entry.Key} {Text(entry.Value)}")));
foreach (var line in tally.Lines().Order(StringComparer.Ordinal))
{
    Console.WriteLine(line);
}

Console.WriteLine($"seam ratio {Text(edges.SeamRatio(4 * questions.TexelsPerCell))} (real pictures {Text(questions.RealSeamRatio)})");
Console.WriteLine($"sharpness against real pictures {Text(edges.SharpnessRatio(questions.RealEdgeEnergy))}");
Console.WriteLine($"diversity over seeds {Text(diversity)}");
return 0;

TextureRequest Ask(string prompt, int seed) => new(prompt) { Seed = seed, Width = questions.Size, Height = questions.Size };

void Count(Case asked, Picture picture, Verdict seen)
{
    var group = asked.HeldOut ? "held-out" : "seen";
    var right = questions.Families[seen.Family] == asked.Family;
    tally.Count($"{group}: family", right);
    tally.Count($"family {asked.Family}", right);
    if (asked.Colour != null)
    {
        tally.Count($"{group}: colour", questions.Colours[seen.Colour] == asked.Colour);
    }

    if (asked.Wear != null)
    {
        tally.Count($"{group}: wear", questions.Wears[seen.Wear] == asked.Wear);
        return;
    }

    if (questions.Metals.Contains(asked.Family))
    {
        tally.Count("maps: metals are metallic", picture.Metallic > 0.6);
    }
    else
    {
        tally.Count("maps: others are not", picture.Metallic < 0.02);
    }

    if (questions.Grouted.Contains(asked.Family))
    {
        tally.Count("maps: joints lie lower", picture.Relief > 0.2);
    }
}

static string Text(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
