using DiffusionTextures.Denoising;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Tests.Graphs;
using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Tests.Denoising;

/// <summary>Attention maps of words, and local blending by them, on a model that is run as it is.</summary>
public class WordAttentionTests
{
    private static readonly TextureRequest Request = new("a photo of a (mossy:1.2) stone wall") { Seed = 5, NumInferenceSteps = 4, GuidanceScale = 3, KeepTensors = true };

    private static string Folder => Path.Combine(GraphData.Root, "models", "tiny_sdv");

    [Test]
    public async Task AttentionMaps_OfAWord_AreTheMeanOfItsTokensOverStepsAndLayers()
    {
        using var generator = await Load(new ModelEdits { AttentionMaps = true });
        var meanwhile = new Columns();
        var report = await generator.GenerateTextureAsync(Request with { AttentionWords = ["mossy", "wall"] }, new Discard(), meanwhile, null, default);

        Assert.That(report.AttentionMaps.Keys, Is.EquivalentTo(new[] { "mossy", "wall" }));
        var mossy = report.AttentionMaps["mossy"];
        Assert.That((mossy.Width, mossy.Height, mossy.Format), Is.EqualTo((report.Request.Width, report.Request.Height, PixelFormat.R8)));
        Assert.That(mossy.Pixels.ToArray().Max(), Is.EqualTo(255));
        Assert.That(mossy.Pixels.ToArray(), Is.Not.EqualTo(report.AttentionMaps["wall"].Pixels.ToArray()));

        var tokenizer = ClipTokenizer.Load(Path.Combine(Folder, "tokenizer"));
        var first = 1 + tokenizer.Encode("a photo of a ").Length;
        var places = Enumerable.Range(first, tokenizer.Encode("mossy").Length).ToArray();
        var expected = new double[mossy.Width * mossy.Height];
        foreach (var (level, layers) in new[] { (0, LayersOf(0)), (1, LayersOf(1)) })
        {
            AddBilinear(expected, mossy.Width, meanwhile.Sum(level, places), layers);
        }

        var most = expected.Max();
        Assert.That(mossy.Pixels.ToArray().Select(pixel => (double)pixel), Is.EqualTo(expected.Select(value => value / most * 255)).Within(0.51));
    }

    [Test]
    public async Task AttentionMaps_WhenAsked_DoNotChangeThePicture()
    {
        using var plain = await Load(new ModelEdits());
        using var watched = await Load(new ModelEdits { AttentionMaps = true, AttentionControl = true });

        var expected = await plain.GenerateTextureAsync(Request);
        var actual = await watched.GenerateTextureAsync(Request with { AttentionWords = ["stone"] });

        Assert.That(actual.Report.Latents!.Span.ToArray(), Is.EqualTo(expected.Report.Latents!.Span.ToArray()).Within(1e-5f));
        Assert.That(expected.Report.AttentionMaps, Is.Empty);
    }

    [Test]
    public async Task AttentionMaps_OfTheSameWordInAnotherBracket_AreFound([Values("[wall:moss:0.5]", "x AND wall", "stone BREAK wall")] string prompt)
    {
        using var generator = await Load(new ModelEdits { AttentionMaps = true });

        var report = (await generator.GenerateTextureAsync(Request with { Prompt = prompt, AttentionWords = ["wall"] })).Report;

        Assert.That(report.AttentionMaps["wall"].Pixels.ToArray().Max(), Is.EqualTo(255));
    }

    [Test]
    public void Picture_OfTilingAttention_ContinuesAtTheOppositeBorder()
    {
        var level = Level(1, 4, (4, 1f));
        var layers = new Dictionary<int, int> { [1] = 3 };

        var tiled = AttentionPicture.Make([level], layers, 8, 8, TileAxes.X).Pixels.ToArray();
        var open = AttentionPicture.Make([level], layers, 8, 8, TileAxes.None).Pixels.ToArray();

        // Cell 0 of row 1: texel centres lie a quarter of a cell beside its centre, then three quarters.
        Assert.That(tiled[16..24], Is.EqualTo(new byte[] { 255, 255, 85, 0, 0, 0, 0, 85 }));
        Assert.That(open[16..24], Is.EqualTo(new byte[] { 255, 191, 64, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void Picture_OfTwoResolutions_WeighsThemByTheirLayers()
    {
        WordAttentionLevel fine = Level(0, 2, (0, 1f)), coarse = Level(1, 1, (0, 0.25f));

        var pixels = AttentionPicture.Make([fine, coarse], new Dictionary<int, int> { [0] = 1, [1] = 4 }, 2, 2, TileAxes.None).Pixels.ToArray();

        Assert.That(pixels, Is.EqualTo(new byte[] { 255, 128, 128, 128 }));
    }

    [Test]
    public void BlendMask_IsThePooledMapAboveTheThreshold()
    {
        var level = Level(2, 4, (5, 1f), (15, 0.2f));

        Assert.That(Mask(level, 0.3f, TileAxes.None), Is.EqualTo("111.111.111....."));
        Assert.That(Mask(level, 0.1f, TileAxes.None), Is.EqualTo("111.111.1111..11"));
        Assert.That(Mask(Level(2, 4, (0, 1f)), 0.3f, TileAxes.None), Is.EqualTo("11..11.........."));
        Assert.That(Mask(Level(2, 4, (0, 1f)), 0.3f, TileAxes.X), Is.EqualTo("11.111.1........"));
        Assert.That(Mask(Level(2, 4, (0, 1f)), 0.3f, TileAxes.XY), Is.EqualTo("11.111.1....11.1"));
    }

    [Test]
    public void BlendMask_OfALargerLatent_RepeatsCells()
    {
        var mask = new bool[8 * 8];
        LocalBlend.AddMask(Level(2, 4, (0, 1f)), 0.3f, TileAxes.None, mask, 8);

        Assert.That(mask.Select((set, i) => (set, i)).Where(cell => cell.set).Select(cell => (cell.i / 8, cell.i % 8)), Is.EquivalentTo(
            from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 4) select (y, x)));
    }

    [Test]
    public async Task AttentionWords_NotInThePrompt_AreRefused()
    {
        using var generator = await Load(new ModelEdits { AttentionMaps = true });
        using var plain = await Load(new ModelEdits());

        Assert.That(async () => await generator.GenerateTextureAsync(Request with { AttentionWords = ["brick"] }), Throws.ArgumentException.With.Message.Contains("'brick' is not in the prompt"));
        Assert.That(async () => await plain.GenerateTextureAsync(Request with { AttentionWords = ["wall"] }), Throws.ArgumentException.With.Message.Contains(nameof(ModelEdits.AttentionMaps)));
    }

    [Test]
    public async Task LocalBlend_OutsideOfTheMask_IsTheSource()
    {
        using var generator = await Load(new ModelEdits { AttentionMaps = true, AttentionControl = true });
        var edit = new PromptEdit("a photo of a stone wall") { CrossReplaceSteps = 0.2f, SelfReplaceSteps = 0 };
        var request = Request with { Prompt = "a photo of a brick wall", PromptEdit = edit };
        var whole = await Pair(generator, request);
        var local = await Pair(generator, request with { PromptEdit = edit with { LocalBlendWord = "brick", LocalBlendThreshold = 0.97f } });
        var none = await Pair(generator, request with { PromptEdit = edit with { LocalBlendWord = "brick", LocalBlendThreshold = 1 } });
        var all = await Pair(generator, request with { PromptEdit = edit with { LocalBlendWord = "brick", LocalBlendThreshold = 0 } });

        Assert.That(whole.Changed, Is.EqualTo(whole.Count), "without a word the whole picture changes");
        Assert.That(none.Changed, Is.Zero);
        Assert.That(all.Edited, Is.EqualTo(whole.Edited));
        Assert.That(local.Changed, Is.GreaterThan(0).And.LessThan(local.Count));
        Assert.That(local.Source, Is.EqualTo(whole.Source), "the source's picture stays");
    }

    private static WordAttentionLevel Level(int level, int side, params (int Place, float Value)[] values)
    {
        const int tokens = 3;
        var attention = new float[side * side * tokens];
        Array.ForEach(values, value => attention[value.Place * tokens + 1] = value.Value);
        var sum = new WordAttentionLevel(level, side, side);
        sum.Add(attention, [1, 2]);
        return sum;
    }

    private static string Mask(WordAttentionLevel level, float threshold, TileAxes tiling)
    {
        var mask = new bool[level.Sum.Length];
        LocalBlend.AddMask(level, threshold, tiling, mask, level.Width);
        return string.Concat(mask.Select(set => set ? '1' : '.'));
    }

    private static async Task<(int Count, int Changed, float[] Source, float[] Edited)> Pair(TextureGenerator generator, TextureRequest request)
    {
        var latents = (await generator.GenerateTextureAsync(request)).Report.Latents!.Span.ToArray();
        float[] source = latents[..(latents.Length / 2)], edited = latents[(latents.Length / 2)..];
        return (source.Length, source.Zip(edited, (a, b) => a == b ? 0 : 1).Sum(), source, edited);
    }

    private static Task<TextureGenerator> Load(ModelEdits edits) => TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = Folder, Edits = edits });

    private static int LayersOf(int level)
    {
        var edit = new AttentionMapsOut();
        edit.Apply(OnnxModel.Open(GraphData.Model("unet")));
        return edit.Layers[level];
    }

    /// <summary>Half-pixel bilinear scaling with repeated borders, written down a second time.</summary>
    private static void AddBilinear(double[] picture, int side, float[] map, double weight)
    {
        var small = (int)Math.Sqrt(map.Length);
        double At(int y, int x) => map[Math.Clamp(y, 0, small - 1) * small + Math.Clamp(x, 0, small - 1)];
        for (var i = 0; i < picture.Length; i++)
        {
            double y = (i / side + 0.5) * small / side - 0.5, x = (i % side + 0.5) * small / side - 0.5;
            int top = (int)Math.Floor(y), left = (int)Math.Floor(x);
            double down = y - top, across = x - left;
            picture[i] += weight * ((1 - down) * ((1 - across) * At(top, left) + across * At(top, left + 1)) + down * ((1 - across) * At(top + 1, left) + across * At(top + 1, left + 1)));
        }
    }

    /// <summary>Keeps the conditioned row of every step's attention outputs.</summary>
    private sealed class Columns : IDenoisingObserver
    {
        private readonly List<float[][]> _steps = [];

        public float[] Sum(int level, int[] places)
        {
            var sum = new float[_steps[0][level].Length / 77];
            foreach (var step in _steps)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += places.Sum(place => step[level][i * 77 + place]);
                }
            }

            return sum;
        }

        public void Started(ReadOnlySpan<float> latents)
        {
        }

        public void Predicted(int stepIndex, UNetRun run)
        {
            _steps.Add([.. Enumerable.Range(0, run.AttentionLevels.Count).Select(level => run.AttentionRow(level, 1).ToArray())]);
        }

        public void Stepped(int stepIndex, ReadOnlySpan<float> latents)
        {
        }
    }

    private sealed class Discard : ITextureTarget
    {
        public MaterialMaps Maps => MaterialMaps.All;

        public void Write(DecodedMaterial material)
        {
        }
    }
}
