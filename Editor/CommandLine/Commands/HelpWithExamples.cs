using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary>The library's help followed by commands to copy.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["dtex"] =
        [
            "dtex generate \"mossy red brick wall\"",
            "dtex generate \"rusty metal plate\" --seed 7 --count 4 --out textures/",
            "dtex models inspect path/to/model",
        ],
        ["generate"] =
        [
            "dtex generate \"mossy red brick wall\"",
            "dtex generate \"gray cobblestone\" --seed 7 --count 4 --maps albedo,normal --out textures/",
            "dtex generate \"oak planks\" --model path/to/model --width 512 --height 512 --steps 30 --scheduler \"DPM++ 2M Karras\"",
            "dtex generate \"blue tiles\" --out tiles_{map}.png --json",
        ],
        ["bake"] = ["dtex bake materials.yaml", "dtex bake materials.yaml --dry-run", "dtex bake materials.yaml --only castle --jobs 2", "dtex bake materials.yaml --farm amqp://user:password@broker:5672 --store //share/textures"],
        ["worker"] = ["dtex worker --farm amqp://user:password@broker:5672 --store //share/textures"],
        ["inspect"] = ["dtex models inspect path/to/model", "dtex models inspect path/to/model --json"],
        ["edit"] =
        [
            "dtex models edit path/to/model --tile xy --out path/to/tiling-model",
            "dtex models edit path/to/model --clip-skip 2 --lora moss.safetensors:0.8 --embedding rust.safetensors:rusty-word --out edited",
        ],
        ["studio"] = ["dtex studio textures/", "dtex studio textures/ --models path/to/models --port 8080"],
        ["tokens"] = ["dtex tokens \"(mossy:1.3) red brick wall\" --model path/to/model"],
    };

    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = _help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        if (Examples.TryGetValue(command is RootCommand ? "dtex" : command.Name, out var examples))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }
        }

        return exitCode;
    }
}
