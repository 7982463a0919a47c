using System.Buffers.Binary;
using System.Globalization;
using DiffusionTextures.Graphs;

namespace DiffusionTextures.Benchmarks.Memory;

/// <summary>Writes one network as model.onnx and model.onnx_data: operators as PyTorch exports them, random weights in float32 or float16.</summary>
/// <remarks>The numbers come from one random block that is written again and again; every weight is scaled by its fan-in, so that signals stay of order one.</remarks>
internal sealed class NetworkFile : IDisposable
{
    private const int Alignment = 4096;

    private readonly WireWriter _graph = new();
    private readonly WireWriter _part = new();
    private readonly FileStream _data;
    private readonly string _folder;
    private readonly ElementType _type;
    private readonly byte[] _block = new byte[1 << 20];
    private readonly Random _random = new(1);
    private int _names;

    public NetworkFile(string folder, bool isHalf)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _type = isHalf ? ElementType.Float16 : ElementType.Float;
        _data = File.Create(Path.Combine(_folder, "model.onnx_data"));
    }

    /// <summary>Numbers in all weights.</summary>
    public long ParameterCount { get; private set; }

    public void Input(string name, ElementType? type, params string[] axes) => _graph.Bytes(11, OnnxValue.Tensor(name, type ?? _type, axes).Message);

    public void Output(string name, string value, params string[] axes)
    {
        Node("Identity", [value], name);
        _graph.Bytes(12, OnnxValue.Tensor(name, _type, axes).Message);
    }

    /// <summary>Adds an operator and gives the name of its output.</summary>
    public string Node(string opType, string[] inputs, params OnnxAttribute[] attributes) => Nodes(opType, inputs, 1, attributes)[0];

    public string[] Nodes(string opType, string[] inputs, int outputs, params OnnxAttribute[] attributes)
    {
        var names = Enumerable.Range(0, outputs).Select(_ => Name()).ToArray();
        Write(opType, inputs, names, attributes);
        return names;
    }

    /// <summary>A random weight; counted.</summary>
    /// <param name="fanIn">Inputs that an output sums up.</param>
    /// <param name="dims">Its shape.</param>
    public string Weight(long fanIn, params long[] dims)
    {
        var count = dims.Aggregate(1L, (product, dim) => product * dim);
        ParameterCount += count;
        var size = _type == ElementType.Float ? 4 : 2;
        _data.Position = (_data.Position + Alignment - 1) / Alignment * Alignment;
        var offset = _data.Position;
        Fill(1 / MathF.Sqrt(fanIn), size);
        for (var left = count * size; left > 0; left -= _block.Length)
        {
            _data.Write(_block, 0, (int)Math.Min(left, _block.Length));
        }

        var name = Name();
        var tensor = Tensor(name, _type, dims);
        Place(tensor, "location", "model.onnx_data");
        Place(tensor, "offset", offset.ToString(CultureInfo.InvariantCulture));
        Place(tensor, "length", (count * size).ToString(CultureInfo.InvariantCulture));
        tensor.Varint(14, 1);
        _graph.Bytes(5, tensor.Written);
        return name;
    }

    /// <summary>Numbers that the network fixes, such as a shape.</summary>
    public string Whole(params long[] values)
    {
        var bytes = new byte[8 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), values[i]);
        }

        return Constant(ElementType.Int64, bytes, values.Length);
    }

    /// <summary>Numbers that the network fixes, in its own type; no dimensions make one number a scalar.</summary>
    public string Real(float[] values, params long[] dims)
    {
        var bytes = new byte[values.Length * (_type == ElementType.Float ? 4 : 2)];
        FloatBits.Write(_type, values, bytes);
        return Constant(_type, bytes, dims);
    }

    /// <summary>Numbers that are float32 whatever the network's type is.</summary>
    public string Real32(params float[] values)
    {
        var bytes = new byte[4 * values.Length];
        FloatBits.Write(ElementType.Float, values, bytes);
        return Constant(ElementType.Float, bytes, values.Length);
    }

    public string Cast(string value) => Node("Cast", [value], OnnxAttribute.Int("to", (long)_type));

    /// <summary>Writes model.onnx.</summary>
    public void Dispose()
    {
        _graph.String(2, "random");
        var opset = new WireWriter();
        opset.String(1, "");
        opset.Varint(2, 17);
        var model = new WireWriter();
        model.Varint(1, 8);
        model.Bytes(7, _graph.Written);
        model.Bytes(8, opset.Written);
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), model.ToArray());
        _data.Dispose();
    }

    private void Node(string opType, string[] inputs, string output) => Write(opType, inputs, [output], []);

    private void Write(string opType, string[] inputs, string[] outputs, OnnxAttribute[] attributes)
    {
        _part.Clear();
        foreach (var input in inputs)
        {
            _part.String(1, input);
        }

        foreach (var output in outputs)
        {
            _part.String(2, output);
        }

        _part.String(3, $"/{opType}_{outputs[0]}");
        _part.String(4, opType);
        foreach (var attribute in attributes)
        {
            _part.Bytes(5, attribute.Message);
        }

        _graph.Bytes(1, _part.Written);
    }

    private string Constant(ElementType type, byte[] bytes, params long[] dims)
    {
        var name = Name();
        var tensor = Tensor(name, type, dims);
        tensor.Bytes(9, bytes);
        _graph.Bytes(5, tensor.Written);
        return name;
    }

    private static WireWriter Tensor(string name, ElementType type, long[] dims)
    {
        var tensor = new WireWriter();
        foreach (var dim in dims)
        {
            tensor.Varint(1, dim);
        }

        tensor.Varint(2, (long)type);
        tensor.String(8, name);
        return tensor;
    }

    private static void Place(WireWriter tensor, string key, string value)
    {
        var entry = new WireWriter();
        entry.String(1, key);
        entry.String(2, value);
        tensor.Bytes(13, entry.Written);
    }

    private void Fill(float scale, int size)
    {
        Span<float> values = stackalloc float[1024];
        for (var at = 0; at < _block.Length; at += values.Length * size)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (_random.NextSingle() - 0.5f) * 3 * scale;
            }

            FloatBits.Write(_type, values, _block.AsSpan(at, values.Length * size));
        }
    }

    private string Name() => string.Create(CultureInfo.InvariantCulture, $"v{_names++}");
}
