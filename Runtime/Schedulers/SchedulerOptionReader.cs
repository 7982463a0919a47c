using System;
using System.Collections.Generic;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Reads scheduler options from a model's JSON and from key and value pairs.</summary>
    internal static class SchedulerOptionReader
    {
        /// <exception cref="ArgumentException">A key is unknown or a value has the wrong type.</exception>
        public static SchedulerOptions Parse(IEnumerable<KeyValuePair<string, string>> pairs)
        {
            _ = pairs ?? throw new ArgumentNullException(nameof(pairs));
            var options = SchedulerOptions.None;
            foreach (var pair in pairs)
            {
                if (!SchedulerOptionTable.Keys.TryGetValue(pair.Key, out var read))
                {
                    throw new ArgumentException(
                        $"Unknown scheduler option '{pair.Key}'. {NearNames.Suggest(pair.Key, SchedulerOptionTable.Keys.Keys)}", nameof(pairs));
                }

                var value = Value(pair.Value);
                try
                {
                    options = value.Kind == JsonKind.Null ? options : read(options, value);
                }
                catch (JsonException exception)
                {
                    throw new ArgumentException($"Scheduler option {pair.Key}: {exception.Message}", nameof(pairs), exception);
                }
            }

            return options;
        }

        /// <summary>The options of a scheduler_config.json that <paramref name="descriptor"/>'s class knows; others are ignored, as the reference does.</summary>
        /// <exception cref="ModelException">A value has the wrong type.</exception>
        public static SchedulerOptions FromModel(JsonValue config, SchedulerDescriptor descriptor)
        {
            if (config.Kind != JsonKind.Object)
            {
                throw new ModelException($"A scheduler configuration must be a JSON object, found {config}. Take scheduler_config.json from the model again.");
            }

            var options = SchedulerOptions.None;
            foreach (var key in descriptor.Options)
            {
                var value = config.Find(key);
                if (value == null)
                {
                    continue;
                }

                try
                {
                    options = SchedulerOptionTable.Keys[key](options, value);
                }
                catch (JsonException exception)
                {
                    throw new ModelException(
                        $"scheduler_config.json, {key}: {exception.Message} Correct the file or override the option.", exception);
                }
            }

            return options;
        }

        private static JsonValue Value(string text)
        {
            try
            {
                return text == null ? JsonValue.Null : JsonValue.Parse(text);
            }
            catch (JsonException)
            {
                // A shell eats quotes: epsilon stands for "epsilon", True for true.
                return text switch
                {
                    "True" => JsonValue.Boolean(true),
                    "False" => JsonValue.Boolean(false),
                    "None" => JsonValue.Null,
                    _ => JsonValue.String(text),
                };
            }
        }
    }
}
