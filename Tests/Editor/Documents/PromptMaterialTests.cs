namespace DiffusionTextures.Authoring.Tests.Documents;

public sealed class PromptMaterialTests
{
    private static readonly PromptMaterial Full = new()
    {
        Settings = new GenerationSettings
        {
            Prompt = "mossy \"red\" brick\nwall \u00e9\u2028",
            Negative = "snow",
            Styles = [new PromptStyle("worn", "{prompt}, worn", "new")],
            Model = "models/sd15",
            Edits = new ModelEdits
            {
                Tiling = TileAxes.XY,
                ClipSkip = 2,
                ClipSkipFinalNorm = false,
                Loras = [new LoraReference("moss.safetensors", 0.8f) { TextEncoderWeight = 0.5f, AllowPartial = true }],
                Embeddings = [new EmbeddingReference("grime.safetensors", "grime")],
            },
            Width = 256,
            Height = 128,
            Steps = 12,
            Guidance = 2.5f,
            Scheduler = "DPM++ 2M Karras",
            Maps = MaterialMaps.Albedo | MaterialMaps.AmbientOcclusion,
            Relief = new MaterialMapSettings { HeightInTexels = 3, NormalStrength = 2, AmbientOcclusionStrength = 0.5f, InvertDerivedHeight = true },
            Start = new StartPicture("pictures/a.png") { Mask = "pictures/b.png", Strength = 0.6f },
        },
        SeedPolicy = SeedPolicy.Increment,
        Seed = 1L << 40,
        Outputs = new MaterialOutputs
        {
            Preset = "unreal",
            Format = ExportFormat.Ktx2,
            Compress = true,
            Bindings = [new OutputBinding("_MaskMap", "{name}_Mask", "metallic, ao, 1, 1-roughness")],
        },
        History =
        [
            new GenerationRecord("00112233445566778899aabbccddeeff", new GenerationSettings { Prompt = "red brick" }, 7, new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero))
            {
                Favourite = true,
                Grid = "g1",
            },
        ],
    };

    [Test]
    public void ToJson_EveryPropertySet_ReadsBackEqual()
    {
        var json = Full.ToJson();

        var read = PromptMaterial.Parse(json);

        Assert.That(read.ToJson(), Is.EqualTo(json));
        Assert.That(read.Settings.Prompt, Is.EqualTo(Full.Settings.Prompt));
        Assert.That(read.Settings.Edits.Loras, Is.EqualTo(Full.Settings.Edits.Loras));
        Assert.That(read.Settings.Edits.Embeddings, Is.EqualTo(Full.Settings.Edits.Embeddings));
        Assert.That(read.Settings.Edits with { Loras = [], Embeddings = [] }, Is.EqualTo(Full.Settings.Edits with { Loras = [], Embeddings = [] }));
        Assert.That(read.Settings.Relief, Is.EqualTo(Full.Settings.Relief));
        Assert.That(read.Settings.Start, Is.EqualTo(Full.Settings.Start));
        Assert.That((read.Settings.Width, read.Settings.Height, read.Settings.Steps, read.Settings.Guidance), Is.EqualTo(((int?)256, (int?)128, (int?)12, (float?)2.5f)));
        Assert.That((read.SeedPolicy, read.Seed, read.Settings.Maps), Is.EqualTo((Full.SeedPolicy, Full.Seed, Full.Settings.Maps)));
        Assert.That(read.Outputs.Bindings, Is.EqualTo(Full.Outputs.Bindings));
        Assert.That(read.History[0] with { Settings = Full.History[0].Settings }, Is.EqualTo(Full.History[0]));
    }

    [Test]
    public void ToJson_Default_LeavesDefaultsOut()
    {
        Assert.That(new PromptMaterial().ToJson(), Is.EqualTo("{\n  \"schema\": 1,\n  \"prompt\": \"\"\n}\n"));
    }

    [Test]
    public void ToJson_HistoryGrows_ChangesOneLine()
    {
        var record = Full.History[0] with { Id = "ff112233445566778899aabbccddeeff" };
        var before = Full.ToJson().Split('\n');
        var after = (Full with { History = [.. Full.History, record] }).ToJson().Split('\n');

        Assert.That(after, Has.Length.EqualTo(before.Length + 1));
        // The line before gets its comma, as JSON wants it.
        Assert.That(after.Except(before).Count(), Is.EqualTo(2));
    }

    [Test]
    public void ToJson_UnknownKeysAtEveryDepth_AreKept()
    {
        const string Json = """
            {
              "schema": 1, "prompt": "brick", "mood": { "calm": [1, 2, { "x": null }] },
              "size": { "width": 128, "depth": 4 },
              "edits": { "freeU": true, "loras": [ { "path": "a", "note": "mine" }, { "path": "b" } ] },
              "seed": { "rng": "philox" },
              "outputs": { "preset": "unreal", "bindings": [ { "property": "p", "file": "f", "pixels": "ao", "mip": 3 } ] },
              "start": { "picture": "a.png", "blur": 2 },
              "history": [ { "id": "1", "at": "2026-01-01T00:00:00Z", "prompt": "x", "stars": 5, "size": { "tier": 1 } } ]
            }
            """;

        var json = PromptMaterial.Parse(Json).ToJson();

        foreach (var kept in new[] { "\"mood\"", "\"calm\": [1, 2, { \"x\": null }]", "\"depth\": 4", "\"freeU\": true", "{ \"path\": \"a\", \"note\": \"mine\" }", "\"rng\": \"philox\"", "\"mip\": 3", "\"blur\": 2", "\"stars\": 5", "{ \"tier\": 1 }" })
        {
            Assert.That(json, Does.Contain(kept));
        }

        Assert.That(PromptMaterial.Parse(json).ToJson(), Is.EqualTo(json));
    }

    [Test]
    public void ToJson_EntryWithUnknownKeyRemoved_TakesItsKeysAlong()
    {
        var material = PromptMaterial.Parse("""{ "schema": 1, "edits": { "loras": [ { "path": "a", "note": "of a" }, { "path": "b", "note": "of b" } ] } }""");
        var edits = material.Settings.Edits with { Loras = [material.Settings.Edits.Loras[1]] };

        var json = (material with { Settings = material.Settings with { Edits = edits } }).ToJson();

        Assert.That(json, Does.Contain("of b").And.Not.Contain("of a"));
    }

    [TestCase("{ \"schema\": 2 }", "schema 2", "Update")]
    [TestCase("{ \"prompt\": \"x\" }", "schema", "Add")]
    [TestCase("{ \"schema\": 1, ", "Line 1", "Correct")]
    [TestCase("[1]", "object", "Correct")]
    [TestCase("{ \"schema\": 1, \"steps\": \"many\" }", "steps", "whole number")]
    [TestCase("{ \"schema\": 1, \"steps\": 0 }", "steps", "1 to 1000")]
    [TestCase("{ \"schema\": 1, \"size\": { \"width\": 99999 } }", "size.width", "8192")]
    [TestCase("{ \"schema\": 1, \"edits\": { \"loras\": [ { \"weight\": [] } ] } }", "edits.loras[0].weight", "number")]
    [TestCase("{ \"schema\": 1, \"maps\": [\"alb\"] }", "maps", "albedo")]
    [TestCase("{ \"schema\": 1, \"seed\": { \"policy\": \"any\" } }", "seed.policy", "increment")]
    [TestCase("{ \"schema\": 1, \"history\": [ { \"at\": \"soon\" } ] }", "history[0].at", "time")]
    public void Parse_Damaged_SaysWhereAndWhat(string json, string where, string what)
    {
        Assert.That(() => PromptMaterial.Parse(json), Throws.TypeOf<MaterialException>().With.Message.Contains(where).And.Message.Contains(what));
    }

    [Test]
    public void TakeSeed_Policies_StayDrawOrGrow()
    {
        var material = new PromptMaterial { Seed = 7 };

        Assert.That(material.TakeSeed(new Random(1), out var same), Is.EqualTo(7));
        Assert.That(same, Is.SameAs(material));
        Assert.That((material with { SeedPolicy = SeedPolicy.Increment }).TakeSeed(new Random(1), out var next), Is.EqualTo(7));
        Assert.That(next.Seed, Is.EqualTo(8));
        Assert.That((material with { SeedPolicy = SeedPolicy.Random }).TakeSeed(new Random(1), out _), Is.EqualTo(new Random(1).Next()));
        Assert.That((material with { SeedPolicy = SeedPolicy.Increment, Seed = PromptMaterial.MaxSeed }).TakeSeed(new Random(1), out next), Is.EqualTo(PromptMaterial.MaxSeed));
        Assert.That(next.Seed, Is.Zero);
    }
}
