using DiffusionTextures.Graphs;

namespace DiffusionTextures.Tests.Decoding;

/// <summary>A VAE decoder in float16 whose signals may leave that type's range, 65504, as in SDXL's VAE.</summary>
internal static class HalfVae
{
    /// <summary>Writes vae_decoder/model.onnx and config.json.</summary>
    /// <param name="folder">The folder that gets a vae_decoder.</param>
    /// <param name="isOverflowing">Whether the signals leave the range of float16.</param>
    /// <param name="isBroken">Whether they leave that of float32 as well.</param>
    /// <param name="forcesUpcast">What config.json says of it.</param>
    public static void Write(string folder, bool isOverflowing, bool isBroken, bool forcesUpcast = false)
    {
        var part = Directory.CreateDirectory(Path.Combine(folder, "vae_decoder")).FullName;
        var graph = new WireWriter();
        Node(graph, "Conv", "conv", "latent_sample", "weight");

        // ONNX Runtime's processor kernels compute float16 in float32, where nothing overflows. A weight above 65504 that the graph itself narrows is infinite there too.
        Cast(graph, "range", "wide_range", ElementType.Float16);
        Node(graph, "Mul", "high", "conv", "range");
        Node(graph, "Div", "low", "high", "range");
        Node(graph, "Sin", "bounded", "low");
        var resize = new WireWriter();
        foreach (var input in new[] { "bounded", "", "scales" })
        {
            resize.String(1, input);
        }

        resize.String(2, "sample");
        resize.String(3, "resize");
        resize.String(4, "Resize");
        graph.Bytes(1, resize.Written);
        Half(graph, "weight", [3, 4, 1, 1], [.. Enumerable.Range(0, 12).Select(i => 0.1f * (i % 5) - 0.15f)]);
        Floats(graph, "wide_range", [isBroken ? float.PositiveInfinity : isOverflowing ? 1e5f : 2]);
        Floats(graph, "scales", [1, 1, 8, 8]);
        graph.String(2, "half");
        graph.Bytes(11, OnnxValue.Tensor("latent_sample", ElementType.Float16, "batch", "4", "height", "width").Message);
        graph.Bytes(12, OnnxValue.Tensor("sample", ElementType.Float16, "batch", "3", "height_out", "width_out").Message);
        var opset = new WireWriter();
        opset.String(1, "");
        opset.Varint(2, 17);
        var model = new WireWriter();
        model.Varint(1, 8);
        model.Bytes(7, graph.Written);
        model.Bytes(8, opset.Written);
        File.WriteAllBytes(Path.Combine(part, "model.onnx"), model.ToArray());
        File.WriteAllText(Path.Combine(part, "config.json"), $$"""{"latent_channels": 4, "scaling_factor": 0.18215, "block_out_channels": [8, 8, 16, 16], "force_upcast": {{(forcesUpcast ? "true" : "false")}}}""");
    }

    private static void Node(WireWriter graph, string opType, string output, params string[] inputs)
    {
        var node = new WireWriter();
        foreach (var input in inputs)
        {
            node.String(1, input);
        }

        node.String(2, output);
        node.String(3, "/" + output);
        node.String(4, opType);
        graph.Bytes(1, node.Written);
    }

    private static void Cast(WireWriter graph, string output, string input, ElementType type)
    {
        var node = new WireWriter();
        node.String(1, input);
        node.String(2, output);
        node.String(3, "/" + output);
        node.String(4, "Cast");
        node.Bytes(5, OnnxAttribute.Int("to", (long)type).Message);
        graph.Bytes(1, node.Written);
    }

    private static void Half(WireWriter graph, string name, long[] dims, float[] values)
    {
        var bytes = new byte[2 * values.Length];
        FloatBits.Write(ElementType.Float16, values, bytes);
        Tensor(graph, name, ElementType.Float16, dims, bytes);
    }

    private static void Floats(WireWriter graph, string name, float[] values)
    {
        var bytes = new byte[4 * values.Length];
        FloatBits.Write(ElementType.Float, values, bytes);
        Tensor(graph, name, ElementType.Float, [values.Length], bytes);
    }

    private static void Tensor(WireWriter graph, string name, ElementType type, long[] dims, byte[] bytes)
    {
        var tensor = new WireWriter();
        foreach (var dim in dims)
        {
            tensor.Varint(1, dim);
        }

        tensor.Varint(2, (long)type);
        tensor.String(8, name);
        tensor.Bytes(9, bytes);
        graph.Bytes(5, tensor.Written);
    }
}
