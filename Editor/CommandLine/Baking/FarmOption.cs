using System.CommandLine;
using DiffusionTextures.Baking.Farm;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Baking;

/// <summary>The address of a farm's broker.</summary>
internal static class FarmOption
{
    public static Option<Uri> Create() => ValueOption.One("--farm", "ADDRESS", "RabbitMQ broker, for example amqp://user:password@host:5672.", Parse);

    private static Uri Parse(string text)
    {
        try
        {
            return FarmConnection.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
