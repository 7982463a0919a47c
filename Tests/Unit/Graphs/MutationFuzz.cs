using System.Diagnostics;
using DiffusionTextures.Adapters;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;

namespace DiffusionTextures.Tests.Graphs;

/// <summary>Feeds changed copies of good files to the readers. Anything but success or a <see cref="ModelException"/> is a failure.</summary>
internal static class MutationFuzz
{
    private const long MostBytesPerInput = 256L << 20;

    private static readonly string[] Models = ["vae_encoder", "text_encoder", "unet"];
    private static readonly string[] Adapters = ["ti_one", "ti_sdxl_two", "sdv_diffusers_legacy"];

    public static string Run(int count, int seed)
    {
        byte[][] onnx = [.. Models.Select(part => Shrunk(GraphData.Model(part)))];
        byte[][] adapters = [.. Adapters.Select(name => File.ReadAllBytes(GraphData.Adapter(name)))];
        var random = new Random(seed);
        int read = 0, refused = 0;
        long slowest = 0, largest = 0;
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            bool graph = i % 2 == 0;
            byte[] good = graph ? onnx[random.Next(16) == 0 ? random.Next(onnx.Length) : 0] : adapters[random.Next(adapters.Length)];
            byte[] changed = Mutate(good, random);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = watch.ElapsedMilliseconds;
            try
            {
                if (graph)
                    ReadModel(changed);
                else
                    ReadAdapter(changed);
                read++;
            }
            catch (ModelException)
            {
                refused++;
            }
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before);
            slowest = Math.Max(slowest, watch.ElapsedMilliseconds - start);
        }
        if (largest > MostBytesPerInput)
            throw new InvalidOperationException($"An input made the reader allocate {largest} bytes.");
        return $"{count} mutated inputs in {watch.Elapsed.TotalSeconds:f1} s: {read} read, {refused} refused; slowest {slowest} ms, most allocated by one {largest / 1048576.0:f1} MB";
    }

    private static void ReadModel(byte[] bytes)
    {
        OnnxModel model = OnnxModel.Read(new MemoryStream(bytes, false), "mutated");
        new SeamlessTiling(TileAxes.XY).Apply(model);
        ModelWriter.Write(model);
    }

    private static void ReadAdapter(byte[] bytes)
    {
        SafetensorsFile file = SafetensorsFile.Read(bytes, "mutated");
        if (file.Entries.Count > 2)
            LoraFile.Read(file);
        else
            TextualInversionFile.Read(file);
    }

    /// <summary>The model without its weights, so that mutations hit the structure.</summary>
    private static byte[] Shrunk(string path)
    {
        OnnxModel model = OnnxModel.Open(path);
        return ModelWriter.ToBytes(model, model.Graph.Initializers.Where(w => w.Place == WeightPlace.File)
            .ToDictionary(w => w.Name, w => OnnxInitializer.FromMemory(w.Name, w.ElementType, [], new byte[w.ElementType.SizeInBytes()])));
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        byte[] bytes = (byte[])good.Clone();
        for (int i = 1 + random.Next(4); i > 0; i--)
        {
            int at = random.Next(3) == 0 ? random.Next(Math.Min(200, bytes.Length)) : random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.AsSpan(at, Math.Min(9, bytes.Length - at)).Fill(0xFF); break;
                case 3: bytes = bytes[..Math.Max(1, at)]; break;
                case 4:
                    int from = random.Next(bytes.Length), length = Math.Min(random.Next(64), Math.Min(bytes.Length - at, bytes.Length - from));
                    bytes.AsSpan(from, length).ToArray().CopyTo(bytes.AsSpan(at));
                    break;
                default: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(8))..]]; break;
            }
            if (bytes.Length == 0)
                return [0];
        }
        return bytes;
    }
}
