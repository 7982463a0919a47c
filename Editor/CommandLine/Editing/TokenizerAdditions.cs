using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.CommandLine.Editing;

/// <summary>
/// Adds the words of embeddings to a tokenizer folder where transformers looks for them: added_tokens.json, and where they exist the added_tokens_decoder of
/// tokenizer_config.json and the added_tokens of tokenizer.json. Further vectors of a word are word_1, word_2 and so on, as diffusers names them.
/// </summary>
internal sealed class TokenizerAdditions(IReadOnlyList<(string Token, int[] Ids)> words)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Content, int Id)> _tokens =
    [
        .. words.SelectMany(word => word.Ids.Select((id, place) => (place == 0 ? word.Token : string.Create(CultureInfo.InvariantCulture, $"{word.Token}_{place}"), id))),
    ];

    /// <summary>Writes the files that change.</summary>
    /// <param name="source">The tokenizer folder.</param>
    /// <param name="target">Where to write; made.</param>
    /// <returns>Their names.</returns>
    /// <exception cref="ModelException">A file is damaged, or has a word already.</exception>
    public IReadOnlyList<string> Write(string source, string target)
    {
        RequireNew(source);
        Directory.CreateDirectory(target);
        var files = new List<string>();
        Change("added_tokens.json", new JsonObject(), json => _tokens.ForEach(token => json[token.Content] = token.Id));
        Change("tokenizer_config.json", null, json =>
        {
            if (json["added_tokens_decoder"] is JsonObject decoder)
            {
                _tokens.ForEach(token => decoder[token.Id.ToString(CultureInfo.InvariantCulture)] = Flags(token.Content));
            }
        });
        Change("tokenizer.json", null, json =>
        {
            if (json["added_tokens"] is JsonArray added)
            {
                _tokens.ForEach(token =>
                {
                    var entry = Flags(token.Content);
                    entry.Insert(0, "id", token.Id);
                    added.Add(entry);
                });
            }
        });
        return files;

        void Change(string name, JsonObject? whenAbsent, Action<JsonObject> change)
        {
            if (Read(Path.Combine(source, name)) is { } json || (json = whenAbsent) != null)
            {
                change(json);
                File.WriteAllText(Path.Combine(target, name), json.ToJsonString(Format));
                files.Add(name);
            }
        }
    }

    private void RequireNew(string source)
    {
        var tokenizer = ClipTokenizer.Load(source);
        foreach (var (content, _) in _tokens)
        {
            if (tokenizer.Vocabulary.ContainsKey(content))
            {
                throw new ModelException($"The tokenizer '{source}' has the word '{content}' already. Give the embedding another name: --embedding FILE:TOKEN.");
            }
        }
    }

    private static JsonObject Flags(string content) => new()
    {
        ["content"] = content,
        ["lstrip"] = false,
        ["normalized"] = true,
        ["rstrip"] = false,
        ["single_word"] = false,
        ["special"] = false,
    };

    private static JsonObject? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new ModelException($"'{path}' is no JSON object. Restore it from the original export.");
        }
        catch (JsonException exception)
        {
            throw new ModelException($"'{path}' is damaged: {exception.Message} Restore it from the original export.", exception);
        }
    }
}
