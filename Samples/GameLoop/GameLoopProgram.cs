using System.CommandLine;
using DiffusionTextures;
using GameLoop.Interop;

namespace GameLoop;

/// <summary>The program with its streams, for the process and for tests.</summary>
public static class GameLoopProgram
{
    private const int Usage = 2;
    private const int Failure = 4;

    /// <summary>Runs the game once.</summary>
    /// <returns>0, 2 for wrong arguments, 4 where Vulkan or a generation fails, 5 where the validation layer says anything.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var command = GameLoopCommand.Create((options, stop) => PlayAsync(options, output, error, stop));
        var parsed = command.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? Usage : code;
    }

    private static async Task<int> PlayAsync(GameLoopOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        try
        {
            return await Game.PlayAsync(options, output, error, stop);
        }
        catch (Exception exception) when (exception is VulkanException or DiffusionException or TextureFileException or ArgumentException or DllNotFoundException)
        {
            await error.WriteLineAsync($"GameLoop: {exception.Message}");
            return Failure;
        }
    }
}
