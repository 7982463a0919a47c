using System.Text.Json;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>clip_tokens.json: ids of each string as Hugging Face's fast tokenizer gives them, and padded sequences.</summary>
public sealed class ClipTokensSuite(string folder) : GoldenSuite
{
    public override string Name => "clip_tokens";

    public override IEnumerable<GoldenCase> Cases()
    {
        var tokenizer = new Lazy<ClipTokenizer>(() => FullClipVocabulary.Load(folder));
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "clip_tokens.json")));
        var root = document.RootElement.Clone();
        if (root.TryGetProperty("items", out var items))
        {
            foreach (var (item, index) in items.EnumerateArray().Select((item, index) => (item, index)))
            {
                yield return new GoldenCase($"items[{index}]", check => CheckItem(tokenizer.Value, item, check));
            }
        }

        if (root.TryGetProperty("padded77", out var padded))
        {
            foreach (var (item, index) in padded.EnumerateArray().Select((item, index) => (item, index)))
            {
                yield return new GoldenCase($"padded77[{index}]", check => CheckPadded(tokenizer.Value, item, check));
            }
        }
    }

    private static void CheckItem(ClipTokenizer tokenizer, JsonElement item, GoldenCheck check)
    {
        int[] actual = [tokenizer.BosId, .. tokenizer.Encode(JsonText.Read(item.GetProperty("text"))), tokenizer.EosId];
        check.SameList("hf", actual, Ids(item.GetProperty("hf")));
    }

    private static void CheckPadded(ClipTokenizer tokenizer, JsonElement item, GoldenCheck check)
    {
        foreach (var expected in item.EnumerateObject().Where(member => member.Name.StartsWith("pad_", StringComparison.Ordinal)))
        {
            var padId = int.Parse(expected.Name["pad_".Length..]);
            var actual = tokenizer.EncodePadded(JsonText.Read(item.GetProperty("text")), padId, out _);
            check.SameList(expected.Name, actual, Ids(expected.Value));
        }
    }

    private static int[] Ids(JsonElement array) => [.. array.EnumerateArray().Select(id => id.GetInt32())];
}
