using DiffusionTextures.Decoding;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;

namespace DiffusionTextures.Tests.Decoding;

/// <summary>Decoders and encoders of model folders, without the rest of the model.</summary>
internal static class VaeParts
{
    public static string TinyFolder => Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_sdv");

    public static LatentDecoder Decoder(string folder, TileAxes axes = TileAxes.None) => new(Open(folder, "vae_decoder", axes), Config(folder));

    public static VaeEncoder Encoder(string folder, TileAxes axes = TileAxes.None) => new(Open(folder, "vae_encoder", axes), Config(folder));

    /// <summary>Waves of some eight cells with noise: like a texture's latent, alike all over.</summary>
    public static float[] Latents(int height, int width, int seed = 1)
    {
        var random = new Random(seed);
        var latents = new float[4 * height * width];
        for (var channel = 0; channel < 4; channel++)
        {
            var (right, down, phase) = (width / random.Next(7, 10), height / random.Next(7, 10), 7 * random.NextDouble());
            for (var i = 0; i < height * width; i++)
            {
                var wave = Math.Sin(2 * Math.PI * (right * (i % width) / (double)width + down * (i / width) / (double)height) + phase);
                latents[channel * height * width + i] = (float)(wave + 0.4 * (random.NextDouble() - 0.5));
            }
        }

        return latents;
    }

    private static VaeConfig Config(string folder) => new(ComponentConfig.Read(Path.Combine(folder, "vae_decoder", "config.json")));

    private static OnnxSession Open(string folder, string part, TileAxes axes)
    {
        var path = Path.Combine(folder, part, "model.onnx");
        var source = new EditedSources(new ModelEdits { Tiling = axes }).Of(part, path);
        return new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 1)).Create(source, default);
    }
}
