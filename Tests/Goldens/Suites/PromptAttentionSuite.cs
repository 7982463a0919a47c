using System.Globalization;
using System.Text.Json;
using DiffusionTextures.Prompts;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>prompt_attention.json: weights, schedules, the hires pass and AND of AUTOMATIC1111's prompt parser, all compared for equality.</summary>
public sealed class PromptAttentionSuite(string folder) : GoldenSuite
{
    public override string Name => "prompt_attention";

    public override IEnumerable<GoldenCase> Cases()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "prompt_attention.json")));
        foreach (var section in document.RootElement.Clone().EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array))
        {
            foreach (var (item, index) in section.Value.EnumerateArray().Select((item, index) => (item, index)))
            {
                yield return new GoldenCase($"{section.Name}[{index}]", check => Check(section.Name, item, check));
            }
        }
    }

    private static void Check(string section, JsonElement item, GoldenCheck check)
    {
        var text = JsonText.Read(item.GetProperty("text"));
        switch (section)
        {
            case "attention" when item.TryGetProperty("error", out var error):
                CheckRejected(text, error.GetString()!, check);
                break;
            case "attention":
                CheckParts("result", AttentionParser.Parse(text), item.GetProperty("result"), check);
                break;
            case "multicond":
                CheckParts("parts", MultiPrompt.Split(text), item.GetProperty("parts"), check);
                break;
            case "schedule" or "hires":
                CheckSchedules(text, item, check);
                break;
            default:
                check.Fail($"unknown section '{section}'");
                break;
        }
    }

    private static void CheckRejected(string text, string error, GoldenCheck check)
    {
        try
        {
            AttentionParser.Parse(text);
            check.Fail($"accepted, expected {error}");
        }
        catch (ArgumentException)
        {
        }
    }

    /// <summary>Fields: stepsN, oldN, baseN_hiresM_first and baseN_hiresM_second. Where oldN is missing it equals stepsN.</summary>
    private static void CheckSchedules(string text, JsonElement item, GoldenCheck check)
    {
        foreach (var field in item.EnumerateObject().Where(field => field.Name != "text"))
        {
            var numbers = field.Name.Split('_').Select(part => part.TrimStart([.. "abcdefghijklmnopqrstuvwxyz"])).ToArray();
            var steps = int.Parse(numbers[0], CultureInfo.InvariantCulture);
            int? hires = field.Name.EndsWith("_second", StringComparison.Ordinal) ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : null;
            var isOld = field.Name.StartsWith("old", StringComparison.Ordinal);
            CheckSchedule(field.Name, PromptSchedule.Read(text, steps, hires, isOld), field.Value, check);
            if (field.Name.StartsWith("steps", StringComparison.Ordinal) && !item.TryGetProperty($"old{steps}", out _))
            {
                CheckSchedule($"old{steps}", PromptSchedule.Read(text, steps, null, useOldScheduling: true), field.Value, check);
            }
        }
    }

    private static void CheckSchedule(string quantity, IReadOnlyList<ScheduledPrompt> actual, JsonElement expected, GoldenCheck check)
    {
        check.SameList(
            quantity,
            [.. actual.Select(part => (part.EndStep, part.Text))],
            [.. expected.EnumerateArray().Select(part => (part[0].GetInt32(), JsonText.Read(part[1])))]);
    }

    private static void CheckParts(string quantity, IReadOnlyList<WeightedText> actual, JsonElement expected, GoldenCheck check)
    {
        check.SameList(
            quantity,
            [.. actual.Select(part => (part.Text, part.Weight))],
            [.. expected.EnumerateArray().Select(part => (JsonText.Read(part[0]), part[1].GetDouble()))]);
    }
}
