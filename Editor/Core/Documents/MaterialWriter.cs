using System.Collections.Generic;
using System.Globalization;
using DiffusionTextures.Materials;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Authoring
{
    /// <summary>Turns a prompt material into its document.</summary>
    internal static class MaterialWriter
    {
        public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

        public static string Write(PromptMaterial material) => JsonText.Write(Document(material, true));

        /// <summary>The part that people author, without the history: what a revision stands for.</summary>
        public static string WriteAuthored(PromptMaterial material) => JsonText.Write(Document(material, false));

        /// <summary>Settings alone, in one fixed text per meaning.</summary>
        public static string WriteSettings(GenerationSettings settings) => JsonText.Write(Settings(new DocumentMembers(), settings).ToValue());

        private static JsonValue Document(PromptMaterial material, bool withHistory)
        {
            var members = new DocumentMembers().Whole("schema", PromptMaterial.SchemaVersion);
            Settings(members, material.Settings);
            members.Object("seed", new DocumentMembers()
                .Text("policy", material.SeedPolicy == SeedPolicy.Fixed ? null : SeedPolicyName(material.SeedPolicy))
                .Whole("value", material.Seed == 0 ? (long?)null : material.Seed));
            members.Object("outputs", OutputsOf(material.Outputs));
            if (withHistory)
            {
                var history = new List<JsonValue>();
                foreach (var record in material.History)
                {
                    history.Add(RecordOf(record));
                }

                members.List("history", history);
            }

            return members.Rest(material.Unknown).ToValue();
        }

        private static DocumentMembers Settings(DocumentMembers members, GenerationSettings settings)
        {
            members.Add("prompt", JsonValue.String(settings.Prompt)).Text("negative", settings.Negative).List("styles", StylesOf(settings.Styles));
            members.Text("model", settings.Model).Object("edits", EditsOf(settings.Edits));
            members.Object("size", new DocumentMembers().Whole("width", settings.Width).Whole("height", settings.Height));
            members.Whole("steps", settings.Steps).Number("guidance", settings.Guidance).Text("scheduler", settings.Scheduler);
            if (settings.Maps != MaterialMaps.All)
            {
                members.Add("maps", JsonValue.Array(MapsOf(settings.Maps)));
            }

            members.Object("relief", ReliefOf(settings.Relief));
            if (settings.Start is { } start)
            {
                members.Object("start", new DocumentMembers()
                    .Text("picture", start.Picture).Text("mask", start.Mask).Number("strength", start.Strength));
            }

            return members;
        }

        private static JsonValue RecordOf(GenerationRecord record)
        {
            var members = new DocumentMembers()
                .Text("id", record.Id)
                .Text("at", record.At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture))
                .Flag("favourite", record.Favourite)
                .Text("grid", record.Grid)
                .Whole("seed", record.Seed);
            return Settings(members, record.Settings).Rest(record.Unknown).ToValue();
        }

        private static List<JsonValue> StylesOf(IReadOnlyList<PromptStyle> styles)
        {
            var items = new List<JsonValue>();
            foreach (var style in styles)
            {
                items.Add(new DocumentMembers().Text("name", style.Name).Text("prompt", style.Prompt).Text("negative", style.NegativePrompt).ToValue());
            }

            return items;
        }

        private static DocumentMembers EditsOf(ModelEdits edits)
        {
            var loras = new List<JsonValue>();
            foreach (var lora in edits.Loras)
            {
                loras.Add(new DocumentMembers().Text("path", lora.Path).Number("weight", lora.Weight == 1 ? (float?)null : lora.Weight)
                    .Number("textWeight", lora.TextEncoderWeight).Flag("partial", lora.AllowPartial).ToValue());
            }

            var embeddings = new List<JsonValue>();
            foreach (var embedding in edits.Embeddings)
            {
                embeddings.Add(new DocumentMembers().Text("path", embedding.Path).Text("word", embedding.Token).ToValue());
            }

            return new DocumentMembers()
                .Text("tiling", edits.Tiling == TileAxes.None ? null : edits.Tiling.ToString().ToLowerInvariant())
                .Whole("clipSkip", edits.ClipSkip).Flag("clipSkipFinalNorm", edits.ClipSkipFinalNorm, true)
                .List("loras", loras).List("embeddings", embeddings);
        }

        private static DocumentMembers ReliefOf(MaterialMapSettings relief)
        {
            return new DocumentMembers()
                .Number("heightInTexels", relief.HeightInTexels)
                .Number("normalStrength", relief.NormalStrength == 1 ? (float?)null : relief.NormalStrength)
                .Number("aoStrength", relief.AmbientOcclusionStrength == 1 ? (float?)null : relief.AmbientOcclusionStrength)
                .Flag("darkIsHigh", relief.InvertDerivedHeight == true);
        }

        private static DocumentMembers OutputsOf(MaterialOutputs outputs)
        {
            var bindings = new List<JsonValue>();
            foreach (var binding in outputs.Bindings)
            {
                bindings.Add(new DocumentMembers().Text("property", binding.Property).Text("file", binding.File).Text("pixels", binding.Pixels).ToValue());
            }

            return new DocumentMembers()
                .Text("preset", outputs.Preset == OutputPresets.Plain ? null : outputs.Preset)
                .Text("format", outputs.Format == ExportFormat.Png ? null : outputs.Format.ToString().ToLowerInvariant())
                .Flag("compress", outputs.Compress).List("bindings", bindings);
        }

        private static List<JsonValue> MapsOf(MaterialMaps maps)
        {
            var names = new List<JsonValue>();
            foreach (var name in MapNames.OfSet(maps))
            {
                names.Add(JsonValue.String(name));
            }

            return names;
        }

        private static string SeedPolicyName(SeedPolicy policy) => policy == SeedPolicy.Random ? "random" : "increment";
    }
}
