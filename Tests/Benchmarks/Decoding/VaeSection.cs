using System.Diagnostics;
using DiffusionTextures.Decoding;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;

namespace DiffusionTextures.Benchmarks.Decoding;

/// <summary>Tiled decoding against decoding the whole: difference, time and peak memory.</summary>
internal static class VaeSection
{
    private const int Block = 128;

    private static readonly string[] Prompts = ["red brick wall", "gray cobblestone", "brown wooden planks", "green grass", "blue hexagon tiles", "white marble", "lava", "rippled sand"];

    /// <param name="argument">CELLS or CELLS:FOLDER: side of the latent, and the folder whose vae_decoder is used. Default: 256 cells, the pocket model.</param>
    public static void Run(string? argument)
    {
        var parts = (argument ?? "256").Split(':', 2);
        var cells = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        var folder = parts.Length > 1 ? parts[1] : PocketModel.Folder;
        var config = new VaeConfig(ComponentConfig.Read(Path.Combine(folder, "vae_decoder", "config.json")));
        using var decoder = new LatentDecoder(
            new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 0)).Create(new ModelSource(Path.Combine(folder, "vae_decoder", "model.onnx")), default), config);
        using var control = new RunControl();
        using var lease = decoder.Use(control);
        var one = Latents(cells, 1);
        var many = Latents(cells, Prompts.Length);
        var shape = new LatentShape(1, 4, cells, cells);
        VaeTiling[] tilings = [new VaeTiling(), new VaeTiling { TileSize = 128, Overlap = 32 }, new VaeTiling { TileSize = 256, Overlap = 32 }];
        var results = tilings.Where(tiling => tiling.TileSize < cells).Select(tiling => (tiling, One: Decode(one, tiling), Many: Decode(many, tiling))).ToArray();
        var wholeOne = Decode(one, VaeTiling.Off);
        var wholeMany = Decode(many, VaeTiling.Off);
        Console.WriteLine($"latent {cells} x {cells}, whole: {wholeOne.Seconds:f1} s, peak of the process {wholeMany.PeakMegabytes:n0} MB; differences in codes of 255");
        foreach (var (tiling, tiledOne, tiledMany) in results)
        {
            Console.WriteLine(
                $"tile {tiling.TileSize}:{tiling.Overlap}: {tiledOne.Seconds:f1} s, peak {tiledMany.PeakMegabytes:n0} MB; "
                + $"one material {Difference(tiledOne.Picture, wholeOne.Picture)}; eight materials {Difference(tiledMany.Picture, wholeMany.Picture)}");
        }

        (float[] Picture, double Seconds, double PeakMegabytes) Decode(float[] latents, VaeTiling tiling)
        {
            var clock = Stopwatch.StartNew();
            var picture = decoder.Decode(latents, shape, tiling, control).ToArray();
            return (picture, clock.Elapsed.TotalSeconds, Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
        }
    }

    private static string Difference(float[] tiled, float[] whole)
    {
        double sum = 0, most = 0;
        for (var i = 0; i < tiled.Length; i++)
        {
            var difference = 127.5 * Math.Abs(Math.Clamp(tiled[i], -1, 1) - Math.Clamp(whole[i], -1, 1));
            sum += difference;
            most = Math.Max(most, difference);
        }

        return $"mean {sum / tiled.Length:f3}, most {most:f1}";
    }

    /// <summary>Blocks of latents that the pocket model made, one for each material, side by side.</summary>
    private static float[] Latents(int cells, int materials)
    {
        using var generator = TextureGenerator.LoadAsync().GetAwaiter().GetResult();
        var blocks = Enumerable.Range(0, materials).Select(Made).ToArray();
        var latents = new float[4 * cells * cells];
        for (var i = 0; i < latents.Length; i++)
        {
            int x = i % cells, y = i / cells % cells, across = (cells + Block - 1) / Block;
            var block = blocks[((y / Block * across) + (x / Block)) * 5 % materials];
            latents[i] = block[(((i / (cells * cells)) * Block) + (y % Block)) * Block + (x % Block)];
        }

        return latents;

        float[] Made(int material)
        {
            var request = new TextureRequest(Prompts[material]) { Width = Block * 8, Height = Block * 8, Seed = material, Maps = MaterialMaps.Albedo, KeepTensors = true, NumInferenceSteps = 4 };
            return generator.GenerateTextureAsync(request).GetAwaiter().GetResult().Report.Latents!.Span.ToArray();
        }
    }
}
