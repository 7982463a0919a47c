using System.CommandLine;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Options of <c>dtex generate</c> that say how many pictures there are and where everything goes.</summary>
internal sealed class OutputOptions
{
    private const int MaxCount = 10_000;

    private readonly Option<int> _count = ValueOption.Whole("--count", "How many pictures, with successive seeds. Default: 1.", 4, 1, MaxCount);
    private readonly Option<IReadOnlyList<string>> _family = ValueOption.Many(
        "--family", "PROMPT", "Further prompt with the same seed: a family of matching materials.", prompt => prompt);

    private readonly Option<bool> _familyLayout = ValueOption.Flag("--family-layout", "With --family, the others keep the first one's layout (prompt-to-prompt).");
    private readonly Option<string> _out = ValueOption.Text(
        "--out", "PATH", "A folder for <prompt>_<seed>_<map>.png, or a file or pattern ending in .png with {prompt}, {seed}, {map}. Default: the current folder.");

    private readonly Option<string> _saveLatents = ValueOption.Text("--save-latents", "F.npy", "Also writes the final latents [B,C,h,w] as the scheduler leaves them.");
    private readonly Option<string> _saveImage = ValueOption.Text("--save-image", "F.npy", "Also writes the decoder's output [B,3,H,W], not clamped.");
    private readonly Option<string> _preview = ValueOption.Text(
        "--preview", "PATTERN", "Writes a picture after every step, at once: a file ending in .png with {step} or {step:00}, and {index} of --count. Without {step} the file is replaced.");

    private readonly Option<bool> _json = ValueOption.Flag("--json", "Prints one JSON object: files, seeds, sizes, times, provider.");

    public IEnumerable<Option> All => [_count, _family, _familyLayout, _out, _saveLatents, _saveImage, _preview, _json];

    public int Count(ParseResult parsed) => parsed.GetResult(_count) is { Implicit: false } ? parsed.GetValue(_count) : 1;

    public IReadOnlyList<string> Family(ParseResult parsed) => parsed.GetValue(_family) ?? [];

    public bool FamilyLayout(ParseResult parsed) => parsed.GetValue(_familyLayout);

    public string Out(ParseResult parsed) => parsed.GetValue(_out) ?? ".";

    public string? SaveLatents(ParseResult parsed) => parsed.GetValue(_saveLatents);

    public string? SaveImage(ParseResult parsed) => parsed.GetValue(_saveImage);

    public string? Preview(ParseResult parsed) => parsed.GetValue(_preview);

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);
}
