using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Tokenization
{
    /// <summary>Reads a tokenizer folder: vocab.json, merges.txt, and special_tokens_map.json or tokenizer_config.json or both.</summary>
    internal sealed class TokenizerFolder
    {
        private const string Remedy = "Copy the tokenizer folder again from the model it belongs to.";
        private const int ClipLength = 77;
        private const int LongestSensibleLength = 65536;

        private readonly string _folder;

        public TokenizerFolder(string folder) => _folder = folder;

        /// <exception cref="ModelException">A file is missing, damaged or does not fit the others.</exception>
        public TokenizerVocabulary Read()
        {
            if (!Directory.Exists(_folder))
            {
                throw new ModelException($"The tokenizer folder '{_folder}' does not exist. {Remedy}");
            }

            var ids = ReadJson("vocab.json", isRequired: true, ReadIds)!;
            var vocabulary = new TokenizerVocabulary(ids, ReadMerges(ids));
            var specials = ReadJson("special_tokens_map.json", isRequired: false, json => json);
            var config = ReadJson("tokenizer_config.json", isRequired: false, json => json);
            if (specials == null && config == null)
            {
                throw new ModelException($"'{_folder}' has neither special_tokens_map.json nor tokenizer_config.json, so the padding is unknown. {Remedy}");
            }

            var added = ReadJson("added_tokens.json", isRequired: false, json =>
            {
                AddIds(ids, json);
                return json;
            });
            try
            {
                ReadConfig(vocabulary, specials ?? JsonValue.Null, config ?? JsonValue.Null);
                AddWords(vocabulary, added ?? JsonValue.Null);
            }
            catch (JsonException exception)
            {
                throw new ModelException(
                    $"special_tokens_map.json or tokenizer_config.json in '{_folder}' is damaged: {exception.Message} {Remedy}", exception);
            }

            return vocabulary;
        }

        private static Dictionary<string, int> ReadIds(JsonValue json) => AddIds(new Dictionary<string, int>(StringComparer.Ordinal), json);

        private static Dictionary<string, int> AddIds(Dictionary<string, int> ids, JsonValue json)
        {
            if (json.Kind != JsonKind.Object)
            {
                throw new JsonException($"Expected an object from piece to id, found {json}.");
            }

            foreach (var member in json.Members)
            {
                var id = member.Value.AsInt32();
                ids[member.Key] = id >= 0 ? id : throw new JsonException($"The id of \"{member.Key}\" is {id}, expected 0 or more.");
            }

            return ids;
        }

        private void ReadConfig(TokenizerVocabulary vocabulary, JsonValue specials, JsonValue config)
        {
            foreach (var added in config.Find("added_tokens_decoder")?.Members ?? JsonValue.Null.Members)
            {
                if (!int.TryParse(added.Key, out var id) || id < 0)
                {
                    throw new JsonException($"added_tokens_decoder has the key \"{added.Key}\", expected an id.");
                }

                vocabulary.Ids[AddedToken.ContentOf(added.Value)] = id;
                AddToken(vocabulary, added.Value);
            }

            vocabulary.BosId = ReadSpecial(vocabulary, specials, config, "bos_token", "<|startoftext|>");
            vocabulary.EosId = ReadSpecial(vocabulary, specials, config, "eos_token", "<|endoftext|>");
            vocabulary.UnknownId = ReadSpecial(vocabulary, specials, config, "unk_token", "<|endoftext|>");
            vocabulary.PadId = ReadSpecial(vocabulary, specials, config, "pad_token", "<|endoftext|>");
            foreach (var extra in specials.Find("additional_special_tokens")?.Items ?? Array.Empty<JsonValue>())
            {
                AddToken(vocabulary, extra);
            }

            var length = config.Find("model_max_length")?.AsDouble() ?? ClipLength;
            vocabulary.ModelMaxLength = length <= LongestSensibleLength ? (int)length : ClipLength;
            if (vocabulary.ModelMaxLength < 3)
            {
                throw new JsonException($"model_max_length is {length}, expected at least 3 (usually {ClipLength}).");
            }

            vocabulary.LowerCase = config.Find("do_lower_case")?.AsBoolean() ?? true;
            vocabulary.DropsUnknownWords = config.Find("drop_unknown_words")?.AsBoolean() ?? false;
        }

        private int ReadSpecial(TokenizerVocabulary vocabulary, JsonValue specials, JsonValue config, string name, string usual)
        {
            var token = specials.Find(name) ?? config.Find(name) ?? JsonValue.String(usual);
            return AddToken(vocabulary, token);
        }

        /// <summary>Adds a token unless one of the same content is there already: the first description counts.</summary>
        private int AddToken(TokenizerVocabulary vocabulary, JsonValue json)
        {
            var token = AddedToken.FromJson(json, content => vocabulary.Ids.TryGetValue(content, out var id)
                ? id
                : throw new ModelException($"The token \"{content}\" of '{_folder}' has no id in vocab.json or added_tokens.json. {Remedy}"));
            if (token.Content.Length > 0 && !vocabulary.AddedTokens.Exists(other => other.Content == token.Content))
            {
                vocabulary.AddedTokens.Add(token);
            }

            return token.Ids[0];
        }

        /// <summary>
        /// What added_tokens.json has beside the special tokens is found in any case, as transformers finds it; a word and its numbered companions, word_1, word_2 and so on,
        /// are the vectors of one embedding, as diffusers writes them.
        /// </summary>
        private static void AddWords(TokenizerVocabulary vocabulary, JsonValue added)
        {
            foreach (var word in added.Members)
            {
                if (word.Key.Length > 0 && !vocabulary.AddedTokens.Exists(other => other.Content == word.Key))
                {
                    vocabulary.AddedTokens.Add(AddedToken.Placeholder(word.Key, new[] { word.Value.AsInt32() }));
                }
            }

            for (var i = 0; i < vocabulary.AddedTokens.Count; i++)
            {
                var token = vocabulary.AddedTokens[i];
                var ids = new List<int>(token.Ids);
                while (token.Normalized
                    && vocabulary.AddedTokens.Find(other => other.Content == FormattableString.Invariant($"{token.Content}_{ids.Count}")) is { } next)
                {
                    ids.Add(next.Ids[0]);
                }

                if (ids.Count > token.Ids.Count)
                {
                    vocabulary.AddedTokens[i] = AddedToken.Placeholder(token.Content, ids);
                }
            }
        }

        private Dictionary<long, (int Rank, int Merged)> ReadMerges(Dictionary<string, int> ids)
        {
            var merges = new Dictionary<long, (int Rank, int Merged)>();
            var lines = ReadText("merges.txt").Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i].TrimEnd('\r');
                if (line.Length == 0 || (i == 0 && line.StartsWith("#version", StringComparison.Ordinal)))
                {
                    continue;
                }

                var space = line.IndexOf(' ');
                var left = space > 0 ? line.Substring(0, space) : string.Empty;
                var right = line.Substring(space + 1);
                if (!ids.TryGetValue(left, out var leftId) || !ids.TryGetValue(right, out var rightId)
                    || !ids.TryGetValue(left + right, out var merged))
                {
                    throw new ModelException(
                        $"Line {i + 1} of '{Path.Combine(_folder, "merges.txt")}' is \"{line}\", expected two pieces that, like their union, are in vocab.json. {Remedy}");
                }

                merges.TryAdd(BytePairMerges.Key(leftId, rightId), (merges.Count, merged));
            }

            return merges;
        }

        private T? ReadJson<T>(string name, bool isRequired, Func<JsonValue, T> read)
            where T : class
        {
            if (!isRequired && !File.Exists(Path.Combine(_folder, name)))
            {
                return null;
            }

            try
            {
                return read(JsonValue.Parse(ReadText(name)));
            }
            catch (JsonException exception)
            {
                throw new ModelException($"'{Path.Combine(_folder, name)}' is damaged: {exception.Message} {Remedy}", exception);
            }
        }

        private string ReadText(string name)
        {
            var path = Path.Combine(_folder, name);
            try
            {
                return File.ReadAllText(path, new UTF8Encoding(false, true));
            }
            catch (Exception exception) when (exception is FileNotFoundException || exception is DirectoryNotFoundException)
            {
                throw new ModelException($"The tokenizer file '{path}' is missing. {Remedy}", exception);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is DecoderFallbackException)
            {
                throw new ModelException($"The tokenizer file '{path}' cannot be read: {exception.Message} {Remedy}", exception);
            }
        }
    }
}
