using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Models
{
    /// <summary>Typed access to one JSON file of a model folder; errors name the file and the key.</summary>
    internal sealed class ComponentConfig
    {
        public ComponentConfig(string path, JsonValue json)
        {
            Path = path;
            Json = json;
        }

        public string Path { get; }

        public JsonValue Json { get; }

        /// <exception cref="ModelException">The file is missing, cannot be read, or is not a JSON object.</exception>
        public static ComponentConfig Read(string path)
        {
            if (!File.Exists(path))
            {
                throw new ModelException($"'{path}' is missing. The folder must have the diffusers-ONNX layout that Hugging Face Optimum exports; copy or export it completely.");
            }

            try
            {
                var json = JsonValue.Parse(File.ReadAllText(path));
                return json.Kind == JsonKind.Object ? new ComponentConfig(path, json) : throw new JsonException($"Expected an object, found {json}.");
            }
            catch (JsonException exception)
            {
                throw new ModelException($"'{path}' is not valid: {exception.Message} Restore it from the original export.", exception);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                throw new ModelException($"'{path}' cannot be read: {exception.Message} Give this program the right to read it, and close what holds it open.", exception);
            }
        }

        public bool Has(string key) => Json.Find(key) != null;

        public int Int32(string key, int fallback) => Get(key, fallback, value => value.AsInt32());

        public double Double(string key, double fallback) => Get(key, fallback, value => value.AsDouble());

        public bool Boolean(string key, bool fallback) => Get(key, fallback, value => value.AsBoolean());

        public string String(string key, string fallback) => Get(key, fallback, value => value.AsString());

        /// <summary>An array of whole numbers, or one number as an array of one; empty when the key is absent.</summary>
        public IReadOnlyList<int> Int32List(string key)
        {
            return Get<IReadOnlyList<int>>(
                key,
                Array.Empty<int>(),
                value => value.Kind == JsonKind.Array ? value.Items.Select(item => item.AsInt32()).ToArray() : new[] { value.AsInt32() });
        }

        private T Get<T>(string key, T fallback, Func<JsonValue, T> convert)
        {
            var value = Json.Find(key);
            if (value == null)
            {
                return fallback;
            }

            try
            {
                return convert(value);
            }
            catch (JsonException exception)
            {
                throw new ModelException($"'{Path}', key '{key}': {exception.Message} Restore the file from the original export.", exception);
            }
        }
    }
}
