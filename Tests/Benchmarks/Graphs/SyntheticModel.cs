using System.Globalization;
using DiffusionTextures.Graphs;

namespace DiffusionTextures.Benchmarks.Graphs;

/// <summary>A model of 2 GB in a temporary folder: layers of a 3x3 convolution and a 1024x1024 matrix, all weights in one external file. Deleted on dispose.</summary>
/// <remarks>The weight file is made by setting its length, so that it takes no room where the file system keeps holes.</remarks>
internal sealed class SyntheticModel : IDisposable
{
    private const int Layers = 512, Side = 1024, Channels = 4;
    private const int Float32 = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("DiffusionTextures.Benchmarks.").FullName;
    private long _written;

    public SyntheticModel()
    {
        var graph = new WireWriter();
        var last = "x";
        for (var i = 0; i < Layers; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"/blocks.{i}");
            Node(graph, "Conv", name + "/conv/Conv", name + "/conv/Conv_output_0", [last, $"blocks.{i}.conv.weight"], isPadded: true);
            Node(graph, "MatMul", name + "/to_q/MatMul", name + "/to_q/MatMul_output_0", [name + "/conv/Conv_output_0", $"blocks.{i}.to_q.weight"], isPadded: false);
            Weight(graph, $"blocks.{i}.conv.weight", Channels, Channels, 3, 3);
            Weight(graph, $"blocks.{i}.to_q.weight", Side, Side);
            last = name + "/to_q/MatMul_output_0";
        }

        graph.String(2, "synthetic");
        graph.Bytes(11, Value("x"));
        graph.Bytes(12, Value(last));
        var opset = new WireWriter();
        opset.String(1, "");
        opset.Varint(2, 17);
        var model = new WireWriter();
        model.Varint(1, 8);
        model.Bytes(7, graph.Written);
        model.Bytes(8, opset.Written);
        File.WriteAllBytes(Path, model.ToArray());
        using var data = File.Create(System.IO.Path.Combine(_folder, "model.onnx_data"));
        data.SetLength(_written);
    }

    public string Path => System.IO.Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Node(WireWriter graph, string opType, string name, string output, string[] inputs, bool isPadded)
    {
        var node = new WireWriter();
        foreach (var input in inputs)
        {
            node.String(1, input);
        }

        node.String(2, output);
        node.String(3, name);
        node.String(4, opType);
        if (isPadded)
        {
            node.Bytes(5, OnnxAttribute.Ints("pads", 1, 1, 1, 1).Message);
        }

        graph.Bytes(1, node.Written);
    }

    private void Weight(WireWriter graph, string name, params long[] dims)
    {
        var tensor = new WireWriter();
        var length = 4L;
        foreach (var dim in dims)
        {
            tensor.Varint(1, dim);
            length *= dim;
        }

        tensor.Varint(2, Float32);
        tensor.String(8, name);
        Place(tensor, "location", "model.onnx_data");
        Place(tensor, "offset", _written.ToString(CultureInfo.InvariantCulture));
        Place(tensor, "length", length.ToString(CultureInfo.InvariantCulture));
        tensor.Varint(14, 1);
        graph.Bytes(5, tensor.Written);
        _written += (length + 4095) / 4096 * 4096;
    }

    private static void Place(WireWriter tensor, string key, string value)
    {
        var entry = new WireWriter();
        entry.String(1, key);
        entry.String(2, value);
        tensor.Bytes(13, entry.Written);
    }

    /// <summary>A float32 tensor [1,4,8,1024].</summary>
    private static byte[] Value(string name)
    {
        var shape = new WireWriter();
        foreach (var size in new[] { 1, Channels, 8, Side })
        {
            var dim = new WireWriter();
            dim.Varint(1, size);
            shape.Bytes(1, dim.Written);
        }

        var tensor = new WireWriter();
        tensor.Varint(1, Float32);
        tensor.Bytes(2, shape.Written);
        var type = new WireWriter();
        type.Bytes(1, tensor.Written);
        var value = new WireWriter();
        value.String(1, name);
        value.Bytes(2, type.Written);
        return value.ToArray();
    }
}
