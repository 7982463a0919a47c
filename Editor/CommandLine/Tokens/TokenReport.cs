using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Tokens;

/// <summary>A token listing as lines for people and as JSON.</summary>
internal static class TokenReport
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TokenListing listing, TextWriter output)
    {
        foreach (var encoder in listing.Encoders)
        {
            foreach (var text in encoder.Texts)
            {
                var steps = text.ToStep == int.MaxValue ? "every step" : string.Create(CultureInfo.InvariantCulture, $"steps {text.FromStep}-{text.ToStep}");
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{encoder.Tokenizer}, {steps}, weight {text.Weight}: {FailureReport.SingleLine(text.Text)}"));
                for (var i = 0; i < text.Chunks.Count; i++)
                {
                    output.WriteLine($"  chunk {i + 1} of {text.Chunks.Count}, {text.Chunks[i].Count} of 75 tokens");
                    foreach (var token in text.Chunks[i])
                    {
                        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {token.Id,6}  {token.Weight,-6:0.###} {FailureReport.SingleLine(token.Piece)}"));
                    }
                }
            }
        }
    }

    public static string ToJson(TokenListing listing)
    {
        var json = new JsonObject
        {
            ["encoders"] = new JsonArray([.. listing.Encoders.Select(encoder => (JsonNode)new JsonObject
            {
                ["tokenizer"] = encoder.Tokenizer,
                ["texts"] = new JsonArray([.. encoder.Texts.Select(Describe)]),
            })]),
            ["warnings"] = new JsonArray([.. listing.Warnings.Select(warning => JsonValue.Create(warning))]),
        };
        return json.ToJsonString(Format);
    }

    private static JsonNode Describe(TokenText text)
    {
        return new JsonObject
        {
            ["text"] = text.Text,
            ["weight"] = text.Weight,
            ["fromStep"] = text.FromStep,
            ["toStep"] = text.ToStep == int.MaxValue ? null : text.ToStep,
            ["chunks"] = new JsonArray([.. text.Chunks.Select(chunk => new JsonArray([.. chunk.Select(token => (JsonNode)new JsonObject
            {
                ["id"] = token.Id,
                ["piece"] = token.Piece,
                ["weight"] = token.Weight,
            })]))]),
        };
    }
}
