using System.Text.Json;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Inference;
using DiffusionTextures.Models;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>One embedding of a family: the ids of a prompt that uses it, and what the edited text encoders make of them.</summary>
internal static class TextualInversionCase
{
    /// <param name="name">File name of the embedding.</param>
    /// <param name="json">Prompt, placeholder, ids and files.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="inputs">The family's model and adapters.</param>
    /// <param name="check">Collects the comparisons.</param>
    public static void Check(string name, JsonElement json, string folder, GoldenInputs inputs, GoldenCheck check)
    {
        var prompt = json.GetProperty("prompt").GetString()!;
        var embedding = new EmbeddingReference(inputs.Adapter(name), json.GetProperty("placeholder").GetString());
        foreach (var group in json.GetProperty("files").EnumerateObject().GroupBy(file => file.Name.StartsWith("te2_", StringComparison.Ordinal)))
        {
            var sources = new EditedSources(new ModelEdits { Embeddings = [embedding] });
            var part = group.Key ? "_2" : string.Empty;
            var sessions = new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 0));
            var path = Path.Combine(inputs.Model, "text_encoder" + part, "model.onnx");
            using var encoder = new TextEncoder(sessions.Create(sources.Of("text_encoder" + part, path), CancellationToken.None));
            var tokenizer = sources.WithEmbeddings(ClipTokenizer.Load(Path.Combine(inputs.Model, "tokenizer" + part)));
            var ids = tokenizer.EncodePadded(prompt);
            CheckIds(json, ids, check);
            using var control = new RunControl();
            using var lease = encoder.Session.Use(control);
            foreach (var file in group)
            {
                var output = file.Name.StartsWith("te", StringComparison.Ordinal) ? file.Name[4..] : file.Name;
                var expected = FloatTensor.Load(Path.Combine(folder, file.Value.GetString()!));
                check.Near(file.Name, encoder.Encode(ids, 1, [output], control)[0].Span, expected.Span, ClosedLoopTolerance.Float32.Text);
            }
        }
    }

    private static void CheckIds(JsonElement json, int[] ids, GoldenCheck check)
    {
        if (json.TryGetProperty("ids", out var padded))
        {
            check.SameList("ids", ids, padded.Deserialize<int[]>()!);
        }

        if (json.TryGetProperty("ids_without_padding", out var bare))
        {
            var expected = bare.Deserialize<int[]>()!;
            check.SameList("ids", ids[..expected.Length], expected);
        }
    }
}
