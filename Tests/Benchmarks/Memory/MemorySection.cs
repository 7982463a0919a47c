using System.Diagnostics;
using System.Globalization;

namespace DiffusionTextures.Benchmarks.Memory;

/// <summary>The most memory that <c>dtex generate</c> has resident on a random model of Stable Diffusion 1.5's shape, under each policy, next to its largest part.</summary>
/// <remarks>Linux only: it reads VmHWM. Writes 4.1 GB to the temporary folder in float32, 2.1 GB in float16, and deletes them.</remarks>
internal static class MemorySection
{
    private const double Goal = 1.25;
    private const string HighWaterMark = "VmHWM:";

    /// <param name="type">f32 or f16; null for f32.</param>
    public static void Run(string? type)
    {
        var folder = Directory.CreateTempSubdirectory("DiffusionTextures.Benchmarks.").FullName;
        try
        {
            var isHalf = type == "f16";
            var table = new Table($"Stable Diffusion 1.5's shape, {(isHalf ? "float16" : "float32")}", "million parameters", "MB", "share of the largest part", "goal", "");
            var largest = WriteModel(folder, isHalf, table);
            foreach (var (policy, goal) in new[] { ("sequential", (double?)Goal), ("keep", null) })
            {
                var (peak, seconds) = Generate(folder, policy);
                var share = peak / (double)largest;
                table.Add($"dtex --memory {policy}, {seconds:0} s", "", Megabytes(peak), $"{share:0.00}", $"{goal:0.00}", goal == null ? "" : share <= goal ? "met" : "MISSED");
            }

            table.Print();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long WriteModel(string folder, bool isHalf, Table table)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Data", "tiny_sdv");
        foreach (var file in new[] { "model_index.json", "scheduler/scheduler_config.json", "tokenizer/vocab.json", "tokenizer/merges.txt", "tokenizer/tokenizer_config.json", "tokenizer/special_tokens_map.json" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
        }

        var parts = new (string Name, Func<string, bool, long> Write, string Config)[]
        {
            ("text_encoder", SdShape.TextEncoder, """{"hidden_size": 768, "max_position_embeddings": 77}"""),
            ("unet", SdShape.UNet, """{"in_channels": 4, "out_channels": 4, "cross_attention_dim": 768, "sample_size": 64, "block_out_channels": [320, 640, 1280, 1280]}"""),
            ("vae_decoder", SdShape.VaeDecoder, """{"latent_channels": 4, "scaling_factor": 0.18215, "block_out_channels": [128, 256, 512, 512]}"""),
        };
        var largest = 0L;
        foreach (var (name, write, config) in parts)
        {
            var part = Path.Combine(folder, name);
            var parameters = write(part, isHalf);
            File.WriteAllText(Path.Combine(part, "config.json"), config);
            var bytes = new DirectoryInfo(part).EnumerateFiles().Sum(file => file.Length);
            largest = Math.Max(largest, bytes);
            table.Add(name, $"{parameters / 1e6:0.000}", Megabytes(bytes), "", "", "");
        }

        return largest;
    }

    /// <returns>Peak resident bytes, and seconds.</returns>
    private static (long Peak, double Seconds) Generate(string folder, string policy)
    {
        var clock = Stopwatch.StartNew();
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "dtex.dll"), "generate", "moss", "--model", folder, "--memory", policy, "--width", "64", "--height", "64", "--steps", "1", "--maps", "albedo",
            "--out", Path.Combine(folder, "out.png"),
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var peak = 0L;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, ReadPeak(process.Id));
        }

        return process.ExitCode == 0 ? (peak, clock.Elapsed.TotalSeconds) : throw new InvalidOperationException($"dtex ended with {process.ExitCode}.");
    }

    private static long ReadPeak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(HighWaterMark, StringComparison.Ordinal));
            return line == null ? 0 : 1024 * long.Parse(line[HighWaterMark.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
