using System.CommandLine;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Output;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Options of <c>dtex generate</c> that say what kind of files the maps become.</summary>
internal sealed class FileOptionSet
{
    private static readonly Dictionary<string, FileFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = FileFormat.Png,
        ["png16"] = FileFormat.Png16,
        ["ktx2"] = FileFormat.Ktx2,
        ["dds"] = FileFormat.Dds,
    };

    private static readonly Dictionary<string, CompressionChoice> Compressions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["none"] = new(TextureCompression.None),
        ["bc1"] = new(TextureCompression.Bc1),
        ["bc3"] = new(TextureCompression.Bc3),
        ["bc4"] = new(TextureCompression.Bc4),
        ["bc5"] = new(TextureCompression.Bc5),
        ["bc7"] = new(TextureCompression.Bc7),
        ["auto"] = new(null),
    };

    private readonly Option<FileFormat> _format = ValueOption.Word(
        "--format", "Kind of files; png16 gives every map of one channel 16 bits, png only the height. Default: what --out ends in, else png.", Formats);

    private readonly Option<CompressionChoice> _compress = ValueOption.Word(
        "--compress", "Blocks of KTX2 and DDS files; auto: albedo bc7, normal bc5, masks bc4. Height always keeps its 16 bits. Default: none.", Compressions);

    private readonly Option<bool> _mips = ValueOption.Flag("--mips", "Mip levels in KTX2 and DDS files, sRGB- and normal-aware, which tile.");

    public IEnumerable<Option> All => [_format, _compress, _mips];

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="path">What <c>--out</c> says.</param>
    /// <exception cref="UsageException">They contradict each other or the path.</exception>
    public FileEncoding Read(ParseResult parsed, string path)
    {
        var named = Formats.Where(format => path.EndsWith(FileEncoding.ExtensionOf(format.Value), StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path));
        var format = IsGiven(parsed, _format) ? parsed.GetValue(_format) : named.Select(entry => entry.Value).FirstOrDefault(FileFormat.Png);
        if (named.Any() && named.All(entry => entry.Value != format))
        {
            throw new UsageException($"--out '{path}' does not end in {FileEncoding.ExtensionOf(format)}, which --format asks for. Give one of them alone.");
        }

        var isPng = format is FileFormat.Png or FileFormat.Png16;
        if (isPng && (IsGiven(parsed, _compress) || parsed.GetValue(_mips)))
        {
            throw new UsageException($"{(parsed.GetValue(_mips) ? "--mips" : "--compress")} needs a file that can hold it. Add --format ktx2 or --format dds.");
        }

        return new FileEncoding(format, IsGiven(parsed, _compress) ? parsed.GetValue(_compress)!.ForEvery : TextureCompression.None, parsed.GetValue(_mips));
    }

    /// <param name="ForEvery">One compression for every map; null for what suits each.</param>
    private sealed record CompressionChoice(TextureCompression? ForEvery);

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
