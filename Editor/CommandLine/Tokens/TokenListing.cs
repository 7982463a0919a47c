using DiffusionTextures.Models;
using DiffusionTextures.Prompts;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.CommandLine.Tokens;

/// <summary>A prompt as a model's text encoders see it.</summary>
/// <param name="Encoders">One entry per tokenizer of the model.</param>
/// <param name="Warnings">What is lost or spelt from pieces.</param>
internal sealed record TokenListing(IReadOnlyList<EncoderTokens> Encoders, IReadOnlyList<string> Warnings)
{
    private static readonly string[] TokenizerFolders = ["tokenizer", "tokenizer_2"];

    /// <param name="folder">The model.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="emphasis">What brackets mean.</param>
    /// <param name="steps">Steps along which a prompt schedule is shown.</param>
    /// <exception cref="ModelException">The folder has no tokenizer that can be read.</exception>
    /// <exception cref="ArgumentException">A weight in the prompt cannot be read.</exception>
    public static TokenListing Read(ModelFolder folder, string prompt, PromptEmphasis emphasis, int steps)
    {
        var warnings = new List<string>();
        var encoders = new List<EncoderTokens>();
        var names = TokenizerFolders.Where(name => Directory.Exists(folder.PathOf(name))).DefaultIfEmpty(TokenizerFolders[0]);
        foreach (var name in names)
        {
            var tokenizer = ClipTokenizer.Load(folder.PathOf(name));
            encoders.Add(new EncoderTokens(name, emphasis == PromptEmphasis.None ? [Literal(tokenizer, prompt, warnings)] : [.. Texts(tokenizer, prompt, steps)]));
            WarnOfUnknownWords(tokenizer, name, prompt, warnings);
        }

        return new TokenListing(encoders, warnings);
    }

    private static IEnumerable<TokenText> Texts(ClipTokenizer tokenizer, string prompt, int steps)
    {
        foreach (var part in MultiPrompt.Split(prompt))
        {
            var from = 1;
            foreach (var scheduled in PromptSchedule.Read(part.Text, steps))
            {
                var chunks = PromptChunks.Split(tokenizer, scheduled.Text).Select(chunk => Describe(tokenizer, chunk.Ids.AsSpan(1, chunk.TokenCount), chunk.Weights.AsSpan(1)));
                yield return new TokenText(scheduled.Text, part.Weight, from, scheduled.EndStep, [.. chunks]);
                from = scheduled.EndStep + 1;
            }
        }
    }

    private static TokenText Literal(ClipTokenizer tokenizer, string prompt, List<string> warnings)
    {
        var ids = tokenizer.Encode(prompt);
        var kept = Math.Min(ids.Length, tokenizer.ModelMaxLength - 2);
        if (kept < ids.Length)
        {
            var lost = ids.Skip(kept).Select(id => tokenizer.Piece(id).Replace("</w>", " "));
            warnings.Add($"{ids.Length - kept} of {ids.Length} tokens fall off the end: {string.Concat(lost).Trim()}. Shorten the prompt, or leave out --emphasis none.");
        }

        var weights = new float[kept];
        Array.Fill(weights, 1f);
        return new TokenText(prompt, 1, 1, int.MaxValue, [Describe(tokenizer, ids.AsSpan(0, kept), weights)]);
    }

    private static IReadOnlyList<PromptToken> Describe(ClipTokenizer tokenizer, ReadOnlySpan<int> ids, ReadOnlySpan<float> weights)
    {
        var tokens = new List<PromptToken>();
        for (var i = 0; i < ids.Length; i++)
        {
            tokens.Add(new PromptToken(ids[i], tokenizer.Piece(ids[i]), weights[i]));
        }

        return tokens;
    }

    private static void WarnOfUnknownWords(ClipTokenizer tokenizer, string name, string prompt, List<string> warnings)
    {
        var unknown = new KnownWords(tokenizer).Look(prompt).Where(word => !word.IsKnown).ToList();
        if (unknown.Count > 0)
        {
            var fate = tokenizer.DropsUnknownWords ? "leaves out what it does not know" : "spells these words from pieces";
            warnings.Add($"{name} {fate}: {string.Join("; ", unknown.Select(UnknownWords.WithNearOnes))}.");
        }
    }
}

/// <summary>What one tokenizer makes of the prompt: its texts along the steps, and of each part of an AND.</summary>
internal sealed record EncoderTokens(string Tokenizer, IReadOnlyList<TokenText> Texts);

/// <summary>A text, the steps during which it holds, and its chunks of 75 tokens.</summary>
internal sealed record TokenText(string Text, double Weight, int FromStep, int ToStep, IReadOnlyList<IReadOnlyList<PromptToken>> Chunks);

/// <summary>One token as the model sees it.</summary>
internal sealed record PromptToken(int Id, string Piece, float Weight);
