// The pictures of materials.yaml from C#: dotnet run -c Release --project Samples/BatchBake. Stopped, it goes on where it was when it is run again.
using System.Collections.Concurrent;
using System.Globalization;
using DiffusionTextures;

var waiting = new ConcurrentQueue<(string Path, TextureRequest Request)>();
Add("castle wall", "* stone wall", ["gray", "brown"], seeds: 2);
Add("ruined wall", "{mossy|covered in moss|mossy and dirty} gray stone wall", [], seeds: 3);
Add("brick house", "* brick wall", ["red", "brown", "white"], seeds: 2, except: "white_2");
Add("old brick", "mossy red brick wall", [], seeds: 2);
Add("roof", "* roof tiles", ["red", "black", "blue"]);
Add("floor planks", "* wooden planks", ["brown", "gray"], seeds: 2);
Add("market square", "* cobblestone", ["gray", "brown"], seeds: 2);
Add("winter road", "snowy gray cobblestone", [], seeds: 2);
Add("bath tiles", "* square tiles", ["white", "blue", "green"]);
Add("hive", "* hexagon tiles", ["yellow", "orange"]);
Add("dance floor", "black and white checkerboard", []);
Add("awning", "* and white vertical stripes", ["red", "green"]);
Add("lava", "lava", [], seeds: 3);
Add("meadow", "green grass", [], guidance: [1.5f, 2, 2.5f]);
Add("tread plate", "rusty diamond plate", [], seeds: 2);
Add("bunker", "* concrete panels", ["dirty", "gray", "mossy"]);
Add("basket", "brown basket weave", [], seeds: 2);
Add("beach", "yellow rippled sand", [], size: 192);
Add("cliff", "* rock", ["gray", "brown"]);
Add("armchair", "* leather", ["brown", "black", "red"]);

// Small networks leave cores idle when one picture uses all of them: one generator per core, with one thread each. The weights are in memory once.
var options = new TextureGeneratorOptions { Edits = new ModelEdits { Tiling = TileAxes.XY }, IntraOpNumThreads = 1 };
await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async _ =>
{
    using var generator = await TextureGenerator.LoadAsync(options);
    while (waiting.TryDequeue(out var picture))
    {
        var material = await generator.GenerateTextureAsync(picture.Request);
        foreach (var (map, image) in material)
        {
            image.Save($"{picture.Path}_{map}.png");
            StoredTexture.From(image, StoredTextureSettings.ForMap(map)).SaveKtx2($"{picture.Path}_{map}.ktx2");
        }

        Console.WriteLine($"{picture.Path}: {material.Report.Timings.Total.TotalMilliseconds:0} ms");
    }
}));

void Add(string name, string prompt, string[] tones, int seeds = 0, float[]? guidance = null, int size = 128, string? except = null)
{
    var folder = Directory.CreateDirectory(Path.Combine("out", "BatchBake", name)).FullName;
    foreach (var tone in tones.DefaultIfEmpty(null))
    foreach (var seed in seeds == 0 ? [null] : Enumerable.Range(1, seeds).Select(seed => (int?)seed))
    foreach (var scale in guidance?.Select(scale => (float?)scale) ?? [null])
    {
        var variant = string.Create(CultureInfo.InvariantCulture, $"{tone}_{seed}_{scale}").Trim('_');
        var path = Path.Combine(folder, variant.Length == 0 ? "default" : variant);
        if (variant != except && !File.Exists($"{path}_{MaterialMaps.AmbientOcclusion}.ktx2"))
        {
            waiting.Enqueue((path, new TextureRequest(prompt.Replace("*", tone)) { Seed = seed ?? 0, GuidanceScale = scale, Width = size, Height = size }));
        }
    }
}
