using System;
using System.Collections.Generic;
using System.Globalization;
using DiffusionTextures.Materials;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Authoring
{
    /// <summary>Reads the documents that <see cref="MaterialWriter"/> writes and that people edit.</summary>
    internal static class MaterialReader
    {
        private const int MaxSize = 8192;

        public static PromptMaterial Read(string json)
        {
            var root = Root(json);
            var settings = SettingsOf(root);
            var seed = root.Object("seed");
            var history = new List<GenerationRecord>();
            foreach (var entry in root.Objects("history", null))
            {
                history.Add(RecordOf(entry));
            }

            return new PromptMaterial
            {
                Settings = settings,
                SeedPolicy = seed?.Choice("policy", SeedPolicy.Fixed, PolicyOf, "\"fixed\", \"random\" or \"increment\"") ?? SeedPolicy.Fixed,
                Seed = seed?.Whole("value", 0, PromptMaterial.MaxSeed) ?? 0,
                Outputs = root.Object("outputs") is { } outputs ? OutputsOf(outputs) : new MaterialOutputs(),
                History = history,
                Unknown = root.Rest(),
            };
        }

        private static DocumentObject Root(string json)
        {
            JsonValue value;
            try
            {
                value = JsonValue.Parse(json);
            }
            catch (JsonException exception)
            {
                throw new MaterialException($"The document is not JSON: {exception.Message} Correct the file, or take an older copy of it from version control.", exception);
            }

            var root = new DocumentObject(value, string.Empty);
            var schema = root.Whole("schema", 1, int.MaxValue)
                ?? throw new MaterialException("The document has no \"schema\", so it is no prompt material. Add \"schema\": 1 if it is one.");
            return schema <= PromptMaterial.SchemaVersion
                ? root
                : throw new MaterialException(
                    $"The document has schema {schema}, this version reads up to {PromptMaterial.SchemaVersion}. Update DiffusionTextures to open it; it was left as it is.");
        }

        private static GenerationSettings SettingsOf(DocumentObject entry)
        {
            var size = entry.Object("size");
            return new GenerationSettings
            {
                Prompt = entry.Text("prompt", string.Empty),
                Negative = entry.Text("negative", string.Empty),
                Styles = StylesOf(entry),
                Model = entry.OptionalText("model"),
                Edits = entry.Object("edits") is { } edits ? EditsOf(edits) : new ModelEdits(),
                Width = (int?)size?.Whole("width", 1, MaxSize),
                Height = (int?)size?.Whole("height", 1, MaxSize),
                Steps = (int?)entry.Whole("steps", 1, 1000),
                Guidance = entry.Number("guidance", 0, 100),
                Scheduler = entry.OptionalText("scheduler"),
                Maps = MapsOf(entry),
                Relief = entry.Object("relief") is { } relief ? ReliefOf(relief) : new MaterialMapSettings(),
                Start = entry.Object("start") is { } start ? StartOf(start) : null,
            };
        }

        private static GenerationRecord RecordOf(DocumentObject entry)
        {
            var at = entry.Text("at", string.Empty);
            if (!DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                throw entry.Wrong("at", "a time such as \"2026-01-31T12:00:00Z\"", JsonValue.String(at));
            }

            return new GenerationRecord(entry.Text("id", string.Empty), SettingsOf(entry), entry.Whole("seed", 0, PromptMaterial.MaxSeed) ?? 0, time)
            {
                Favourite = entry.Flag("favourite", false),
                Grid = entry.OptionalText("grid"),
                Unknown = entry.Rest(),
            };
        }

        private static List<PromptStyle> StylesOf(DocumentObject entry)
        {
            var styles = new List<PromptStyle>();
            foreach (var style in entry.Objects("styles", "name"))
            {
                styles.Add(new PromptStyle(style.Text("name", string.Empty), style.Text("prompt", string.Empty), style.Text("negative", string.Empty)));
            }

            return styles;
        }

        private static ModelEdits EditsOf(DocumentObject edits)
        {
            var loras = new List<LoraReference>();
            foreach (var lora in edits.Objects("loras", "path"))
            {
                loras.Add(new LoraReference(lora.Text("path", string.Empty), lora.Number("weight", -100, 100) ?? 1)
                {
                    TextEncoderWeight = lora.Number("textWeight", -100, 100),
                    AllowPartial = lora.Flag("partial", false),
                });
            }

            var embeddings = new List<EmbeddingReference>();
            foreach (var embedding in edits.Objects("embeddings", "path"))
            {
                embeddings.Add(new EmbeddingReference(embedding.Text("path", string.Empty), embedding.OptionalText("word")));
            }

            return new ModelEdits
            {
                Tiling = edits.Choice("tiling", TileAxes.None, TilingOf, "\"x\", \"y\" or \"xy\""),
                ClipSkip = (int?)edits.Whole("clipSkip", 1, 100),
                ClipSkipFinalNorm = edits.Flag("clipSkipFinalNorm", true),
                Loras = loras,
                Embeddings = embeddings,
            };
        }

        private static MaterialMaps MapsOf(DocumentObject entry)
        {
            var maps = MaterialMaps.None;
            var items = entry.Items("maps");
            foreach (var item in items)
            {
                maps |= item.Kind == JsonKind.String && MapNames.TryParse(item.AsString(), out var map)
                    ? map
                    : throw entry.Wrong("maps", "albedo, normal, height, roughness, metallic or ao", item);
            }

            return items.Count == 0 ? MaterialMaps.All : maps;
        }

        private static MaterialMapSettings ReliefOf(DocumentObject relief)
        {
            return new MaterialMapSettings
            {
                HeightInTexels = relief.Number("heightInTexels", 0, 4096),
                NormalStrength = relief.Number("normalStrength", 0, 100) ?? 1,
                AmbientOcclusionStrength = relief.Number("aoStrength", 0, 4) ?? 1,
                InvertDerivedHeight = relief.Flag("darkIsHigh", false) ? true : (bool?)null,
            };
        }

        private static StartPicture StartOf(DocumentObject start)
        {
            return new StartPicture(start.Text("picture", string.Empty))
            {
                Mask = start.OptionalText("mask"),
                Strength = start.Number("strength", 0, 1),
            };
        }

        private static MaterialOutputs OutputsOf(DocumentObject outputs)
        {
            var bindings = new List<OutputBinding>();
            foreach (var binding in outputs.Objects("bindings", "property"))
            {
                bindings.Add(new OutputBinding(binding.Text("property", string.Empty), binding.Text("file", string.Empty), binding.Text("pixels", string.Empty)));
            }

            return new MaterialOutputs
            {
                Preset = outputs.Text("preset", OutputPresets.Plain),
                Format = outputs.Choice("format", ExportFormat.Png, FormatOf, "\"png\", \"ktx2\" or \"dds\""),
                Compress = outputs.Flag("compress", false),
                Bindings = bindings,
            };
        }

        private static SeedPolicy? PolicyOf(string name)
        {
            return name switch
            {
                "fixed" => SeedPolicy.Fixed,
                "random" => SeedPolicy.Random,
                "increment" => SeedPolicy.Increment,
                _ => (SeedPolicy?)null,
            };
        }

        private static TileAxes? TilingOf(string name)
        {
            return name switch
            {
                "x" => TileAxes.X,
                "y" => TileAxes.Y,
                "xy" => TileAxes.XY,
                _ => (TileAxes?)null,
            };
        }

        private static ExportFormat? FormatOf(string name)
        {
            return name switch
            {
                "png" => ExportFormat.Png,
                "ktx2" => ExportFormat.Ktx2,
                "dds" => ExportFormat.Dds,
                _ => (ExportFormat?)null,
            };
        }
    }
}
