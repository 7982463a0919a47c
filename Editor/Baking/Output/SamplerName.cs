using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Baking.Output;

/// <summary>Names the solver of a finished picture as AUTOMATIC1111's web UI does.</summary>
internal static class SamplerName
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The sampler's name, with Karras or Exponential where the request asks for such sigmas; the class name where no tool has another.</summary>
    public static string Of(GenerationReport report)
    {
        var options = report.Request.SchedulerOptions;
        var kind = report.Request.Scheduler ?? SchedulerNames.Parse(report.SchedulerName).Kind;
        var name = SchedulerDescriptors.Of(kind).Aliases.Where(alias => IsImplied(SchedulerNames.Parse(alias).Options, options)).MaxBy(alias => SetCount(SchedulerNames.Parse(alias).Options));
        var spacing = options.UseKarrasSigmas == true ? " Karras" : options.UseExponentialSigmas == true ? " Exponential" : string.Empty;
        return (name ?? report.SchedulerName) + spacing;
    }

    /// <summary>What the request changes of the model's scheduler configuration; null for nothing.</summary>
    public static JsonNode? Config(TextureRequest request)
    {
        var changes = JsonSerializer.SerializeToNode(request.SchedulerOptions, Format)!.AsObject();
        return changes.Count == 0 ? null : changes;
    }

    private static bool IsImplied(SchedulerOptions name, SchedulerOptions actual) => Values(name).All(value => Equals(value.Property.GetValue(actual), value.Value));

    private static int SetCount(SchedulerOptions options) => Values(options).Count();

    private static IEnumerable<(System.Reflection.PropertyInfo Property, object Value)> Values(SchedulerOptions options)
    {
        return typeof(SchedulerOptions).GetProperties().Where(property => property.CanWrite)
            .Select(property => (property, property.GetValue(options)!))
            .Where(value => value.Item2 is not null);
    }
}
