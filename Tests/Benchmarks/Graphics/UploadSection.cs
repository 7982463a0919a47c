using DiffusionTextures.Graphics;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Benchmarks.Graphics;

/// <summary>An upload of a 2048x2048 RGBA8 texture with all mips, next to copying as many bytes.</summary>
internal static class UploadSection
{
    private const int Side = 2048;

    public static void Run()
    {
        var material = new DecodedMaterial();
        material.Fill(Noise(3 * Side * Side), Noise(3 * Side * Side), Side, Side, MaterialMaps.Albedo, new MaterialMapSettings());
        var table = new Table($"{Side}x{Side} RGBA8 with mips", "device", "ms", "copy of the same bytes, ms", "ratio");
        using (var device = new MemoryDevice())
        {
            Measure(table, device, "memory", material);
        }

        foreach (var path in new[] { VulkanUploadPath.Staging, VulkanUploadPath.Compute })
        {
            using var device = VulkanDevice.CreateHeadless(new VulkanDeviceOptions { UploadPath = path });
            Measure(table, device, $"Vulkan, {path}, {device.Name}", material);
        }

        table.Print();
    }

    private static void Measure(Table table, GraphicsDevice device, string name, DecodedMaterial material)
    {
        using var target = GraphicsTarget.Create(device, Side, Side, MaterialMaps.Albedo);
        var parts = new[] { new UploadPart(target[MaterialMaps.Albedo], MaterialMaps.Albedo) };
        var description = parts[0].Texture.Description;
        byte[] from = new byte[description.ByteCount], to = new byte[description.ByteCount];
        void Copy() => from.AsSpan().CopyTo(to);
        void Upload(bool fill)
        {
            var upload = device.Stage(parts);
            if (fill)
            {
                Fill(upload, description, from);
            }

            device.Submit(upload, target);
        }

        var isStaged = device is not VulkanDevice { Pipeline: not null };
        var times = isStaged
            ? Race.Run(TimeSpan.FromSeconds(3), Copy, () => Upload(true), () => Upload(false), () => target.Write(material))
            : Race.Run(TimeSpan.FromSeconds(3), Copy, () => target.Write(material));
        var copy = times[0].Best;
        string[] rows = isStaged ? ["bytes that are ready", "of it the device's own copy", "planes to texels and mips"] : ["planes to texels and mips"];
        for (var i = 0; i < rows.Length; i++)
        {
            table.Add(rows[i], name, $"{times[i + 1].Best * 1e3:0.00}", $"{copy * 1e3:0.00}", $"{times[i + 1].Best / copy:0.00}");
        }
    }

    private static void Fill(StagedUpload upload, TextureDescription description, byte[] bytes)
    {
        var place = 0;
        for (var level = 0; level < description.LevelCount; level++)
        {
            var row = description.RowByteCount(level);
            for (var y = 0; y < description.LevelHeight(level); y++)
            {
                bytes.AsSpan(place, row).CopyTo(upload.Row(0, level, y));
                place += row;
            }
        }
    }

    private static float[] Noise(int count)
    {
        var random = new Random(1);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (random.NextSingle() * 2) - 1;
        }

        return values;
    }
}
