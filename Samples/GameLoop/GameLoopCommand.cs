using System.CommandLine;
using System.CommandLine.Parsing;

namespace GameLoop;

/// <summary>The command line.</summary>
internal static class GameLoopCommand
{
    private static readonly GameLoopOptions Default = new();

    private static readonly Option<int?> Frames = Number<int?>("--frames", "N", "Frames to draw. Without it: until the window is closed, or headless until every prompt has been shown.", 1);
    private static readonly Option<string> Size = new("--size") { HelpName = "WxH", Description = $"Size of a frame; {Default.Width}x{Default.Height} by default." };
    private static readonly Option<double> FpsCap = Real(
        "--fps-cap", "FPS", $"At most so many frames a second, 0 for no limit; {Default.FpsCap} by default, which software Vulkan sustains.", Default.FpsCap);

    private static readonly Option<string[]> Prompts = new("--prompts") { HelpName = "TEXT", Description = "What to make, one after the other.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> TextureSize = Number("--texture-size", "TEXELS", $"Side of a texture; {Default.TextureSize} by default.", 16, Default.TextureSize);
    private static readonly Option<double> Hold = Real(
        "--hold", "SECONDS", $"How long a material is shown before the next is asked for; {Default.Hold.TotalSeconds} by default.", Default.Hold.TotalSeconds);

    private static readonly Option<long> Seed = new("--seed") { HelpName = "N", Description = "Seed of the first material; each next one has the next.", DefaultValueFactory = _ => Default.Seed };
    private static readonly Option<string?> Model = new("--model") { HelpName = "DIR", Description = "A diffusers-ONNX folder; the pocket model by default." };
    private static readonly Option<string?> Png = new("--png") { HelpName = "FOLDER", Description = "Writes frames as PNG files. Their time is not counted." };
    private static readonly Option<int> PngEvery = Number("--png-every", "N", "Writes every N-th frame only.", 1, Default.PngEvery);
    private static readonly Option<bool> Headless = new("--headless") { Description = "No window; so it is without an X server too." };
    private static readonly Option<bool> Validate = new("--validate") { Description = "With Vulkan's validation layer; ends with exit code 5 when it says anything." };
    private static readonly Option<bool> Json = new("--json") { Description = "Prints the report as JSON." };

    /// <summary>The whole command.</summary>
    /// <param name="play">What to do with the options; gives the exit code.</param>
    public static RootCommand Create(Func<GameLoopOptions, CancellationToken, Task<int>> play)
    {
        Size.Validators.Add(result => RequireSize(result));
        var root = new RootCommand("A game that makes its materials while it runs: a lit cube over a floor, in Vulkan.")
        {
            Prompts, Frames, Size, FpsCap, TextureSize, Hold, Seed, Model, Png, PngEvery, Headless, Validate, Json,
        };
        root.SetAction((parsed, stop) => play(Read(parsed), stop));
        return root;
    }

    private static GameLoopOptions Read(ParseResult parsed)
    {
        var (width, height) = parsed.GetValue(Size) is { } size ? ParseSize(size)!.Value : (Default.Width, Default.Height);
        var prompts = parsed.GetValue(Prompts);
        return new GameLoopOptions
        {
            Frames = parsed.GetValue(Frames),
            Width = width,
            Height = height,
            FpsCap = parsed.GetValue(FpsCap),
            Prompts = prompts is { Length: > 0 } ? prompts : Default.Prompts,
            TextureSize = parsed.GetValue(TextureSize),
            Hold = TimeSpan.FromSeconds(parsed.GetValue(Hold)),
            Seed = parsed.GetValue(Seed),
            ModelFolder = parsed.GetValue(Model),
            PngFolder = parsed.GetValue(Png),
            PngEvery = parsed.GetValue(PngEvery),
            Headless = parsed.GetValue(Headless) || OperatingSystem.IsWindows() || string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")),
            Validate = parsed.GetValue(Validate),
            Json = parsed.GetValue(Json),
        };
    }

    private static Option<T> Number<T>(string name, string placeholder, string description, int least, T defaultValue = default!)
    {
        var option = new Option<T>(name) { HelpName = placeholder, Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var value) || value < least))
            {
                result.AddError($"{name} {token.Value}: a whole number from {least}.");
            }
        });
        return option;
    }

    private static Option<double> Real(string name, string placeholder, string description, double defaultValue)
    {
        var option = new Option<double>(name) { HelpName = placeholder, Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(double.TryParse(token.Value, out var value) && value is >= 0 and <= 1e6))
            {
                result.AddError($"{name} {token.Value}: a number from 0.");
            }
        });
        return option;
    }

    private static void RequireSize(OptionResult result)
    {
        if (result.Tokens is [var token] && ParseSize(token.Value) == null)
        {
            result.AddError($"--size {token.Value}: width x height in pixels, such as 640x360, each 16 to 8192.");
        }
    }

    private static (int Width, int Height)? ParseSize(string text)
    {
        return text.Split('x') is [var width, var height] && int.TryParse(width, out var w) && int.TryParse(height, out var h) && w is >= 16 and <= 8192 && h is >= 16 and <= 8192
            ? (w, h)
            : null;
    }
}
