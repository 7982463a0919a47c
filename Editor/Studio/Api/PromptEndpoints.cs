using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DiffusionTextures.Models;
using DiffusionTextures.Prompts;
using DiffusionTextures.Tokenization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Api;

/// <summary>A prompt as the model sees it: tokens in each chunk of 75, and words that the model was never taught.</summary>
internal static class PromptEndpoints
{
    /// <summary>A vocabulary above this spells unknown words from pieces that it has learned; below it they mean nothing.</summary>
    private const int SmallVocabulary = 10_000;

    public static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        var tokenizers = new ConcurrentDictionary<string, ClipTokenizer>(StringComparer.Ordinal);
        routes.MapPost("/api/prompt", (JsonObject body) =>
        {
            var folder = ModelFolder.Open(state.Paths.ModelOf(body["model"]?.GetValue<string>()));
            var tokenizer = tokenizers.GetOrAdd(folder.PathOf(folder.Has("text_encoder") ? "tokenizer" : "tokenizer_2"), ClipTokenizer.Load);
            var prompt = StudioJson.Text(body, "prompt");
            return new JsonObject { ["chunks"] = Chunks(tokenizer, prompt), ["unknown"] = Unknown(tokenizer, prompt) };
        });
    }

    /// <summary>Tokens of each chunk; of a prompt that changes along the steps those of its first form.</summary>
    private static JsonArray Chunks(ClipTokenizer tokenizer, string prompt)
    {
        var counts = new JsonArray();
        foreach (var part in MultiPrompt.Split(prompt))
        {
            foreach (var chunk in PromptChunks.Split(tokenizer, PromptSchedule.Read(part.Text, 1)[0].Text))
            {
                counts.Add(chunk.TokenCount);
            }
        }

        return counts;
    }

    private static JsonArray Unknown(ClipTokenizer tokenizer, string prompt)
    {
        if (tokenizer.Vocabulary.Count > SmallVocabulary)
        {
            return [];
        }

        return [.. new KnownWords(tokenizer).Look(prompt).Where(word => !word.IsKnown)
            .Select(word => new JsonObject { ["word"] = word.Text, ["near"] = StudioJson.Strings(word.Nearest) })];
    }
}
