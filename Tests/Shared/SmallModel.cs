using System.Globalization;
using System.Text;

namespace DiffusionTextures.Tests;

/// <summary>Writes ONNX files of a few nodes for tests: networks whose answer is known.</summary>
internal sealed class SmallModel(bool isHalf = false)
{
    private const int FloatType = 1, LongType = 7, HalfType = 10;
    private readonly MemoryStream _graph = new();

    private int Element => isHalf ? HalfType : FloatType;

    /// <summary>A picture enlarged by repeating texels, then sharpened with zeros around it, as ESRGAN's convolutions have: one input, one output, [1,C,H,W].</summary>
    /// <param name="path">The file.</param>
    /// <param name="factor">How much larger.</param>
    /// <param name="channels">3, or 1 for a model that takes planes.</param>
    /// <param name="side">Height and width of the input; null leaves them open.</param>
    /// <param name="isHalf">In float16.</param>
    public static void WriteUpscaler(string path, int factor, int channels = 3, int? side = null, bool isHalf = false)
    {
        var model = new SmallModel(isHalf);
        var kernel = new float[] { -0.05f, -0.1f, -0.05f, -0.1f, 1.6f, -0.1f, -0.05f, -0.1f, -0.05f };
        model.Weight("enlarge", [.. Enumerable.Repeat(1f, channels * factor * factor)], channels, 1, factor, factor);
        model.Weight("sharpen", [.. Enumerable.Range(0, channels).SelectMany(_ => kernel)], channels, 1, 3, 3);
        model.Node("ConvTranspose", ["image", "enlarge"], "large", ("strides", [factor, factor]), ("group", [channels]));
        model.Node("Conv", ["large", "sharpen"], "upscaled", ("pads", [1, 1, 1, 1]), ("group", [channels]));
        model.Save(path, ("image", $"1,{channels},{Axis(side, 1, "h")},{Axis(side, 1, "w")}"), ("upscaled", $"1,{channels},{Axis(side, factor, "H")},{Axis(side, factor, "W")}"));
    }

    /// <summary>A decoder that shows the first three latent channels times a factor as flat cells of 8 x 8 texels, clipped softly as TAESD clips.</summary>
    public static void WriteDecoder(string path, float gain)
    {
        var model = new SmallModel();
        float[] mix = [gain, 0, 0, 0, 0, gain, 0, 0, 0, 0, gain, 0];
        model.Weight("mix", mix, 3, 4, 1, 1);
        model.Weight("enlarge", [.. Enumerable.Repeat(1f, 3 * 64)], 3, 1, 8, 8);
        model.Node("Tanh", ["latent_sample"], "clipped");
        model.Node("Conv", ["clipped", "mix"], "color");
        model.Node("ConvTranspose", ["color", "enlarge"], "sample", ("strides", [8, 8]), ("group", [3]));
        model.Save(path, ("latent_sample", "batch,4,h,w"), ("sample", "batch,3,H,W"));
    }

    /// <summary>A U-Net of an upscaling model whose prediction is the small picture, plus a thousandth of the class label.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Of the conditioning, which it takes and does not look at.</param>
    public static void WriteUpscalingUNet(string path, int width)
    {
        var model = new SmallModel();
        var mix = new float[4 * 7];
        for (var channel = 0; channel < 4; channel++)
        {
            mix[(channel * 7) + 4 + Math.Min(channel, 2)] = 1;
        }

        model.Weight("mix", mix, 4, 7, 1, 1);
        model.Weight("thousandth", [0.001f], 1);
        model.Longs("column", [-1, 1, 1, 1]);
        model.Node("Conv", ["sample", "mix"], "picture");
        model.Node("Cast", ["class_labels"], "label", ("to", [FloatType]));
        model.Node("Mul", ["label", "thousandth"], "share");
        model.Node("Reshape", ["share", "column"], "level");
        model.Node("Add", ["picture", "level"], "out_sample");
        model.Save(
            path,
            [("sample", "batch,7,h,w", FloatType), ("timestep", "1", LongType), ("encoder_hidden_states", $"batch,tokens,{width}", FloatType), ("class_labels", "batch", LongType)],
            ("out_sample", "batch,4,h,w"));
    }

    private static string Axis(int? side, int factor, string name) => side is { } fixedSide ? (fixedSide * factor).ToString(CultureInfo.InvariantCulture) : name;

    private static void Field(Stream stream, int field, ReadOnlySpan<byte> bytes)
    {
        Varint(stream, (ulong)field << 3 | 2);
        Varint(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }

    private static void Field(Stream stream, int field, string text) => Field(stream, field, Encoding.UTF8.GetBytes(text));

    private static void Field(Stream stream, int field, long value)
    {
        Varint(stream, (ulong)field << 3);
        Varint(stream, (ulong)value);
    }

    private static void Varint(Stream stream, ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            stream.WriteByte((byte)(value | 128));
        }

        stream.WriteByte((byte)value);
    }

    private static byte[] Message(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private void Weight(string name, float[] values, params int[] dims)
    {
        Field(_graph, 5, Message(tensor =>
        {
            foreach (var dim in dims)
            {
                Field(tensor, 1, dim);
            }

            Field(tensor, 2, Element);
            Field(tensor, 8, name);
            Field(tensor, 9, isHalf ? [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))] : [.. values.SelectMany(BitConverter.GetBytes)]);
        }));
    }

    private void Longs(string name, long[] values)
    {
        Field(_graph, 5, Message(tensor =>
        {
            Field(tensor, 1, values.Length);
            Field(tensor, 2, LongType);
            Field(tensor, 8, name);
            Field(tensor, 9, [.. values.SelectMany(BitConverter.GetBytes)]);
        }));
    }

    private void Node(string opType, string[] inputs, string output, params (string Name, int[] Values)[] attributes)
    {
        Field(_graph, 1, Message(node =>
        {
            foreach (var input in inputs)
            {
                Field(node, 1, input);
            }

            Field(node, 2, output);
            Field(node, 4, opType);
            foreach (var (name, values) in attributes)
            {
                Field(node, 5, Message(attribute =>
                {
                    Field(attribute, 1, name);
                    var isList = name is not ("group" or "to");
                    foreach (var value in values)
                    {
                        Field(attribute, isList ? 8 : 3, value);
                    }

                    Field(attribute, 20, isList ? 7 : 2);
                }));
            }
        }));
    }

    private static byte[] Value(string name, string axes, int element)
    {
        var shape = Message(stream =>
        {
            foreach (var axis in axes.Split(','))
            {
                Field(stream, 1, Message(dimension =>
                {
                    if (long.TryParse(axis, CultureInfo.InvariantCulture, out var size))
                    {
                        Field(dimension, 1, size);
                    }
                    else
                    {
                        Field(dimension, 2, axis);
                    }
                }));
            }
        });
        var tensor = Message(stream =>
        {
            Field(stream, 1, element);
            Field(stream, 2, shape);
        });
        return Message(value =>
        {
            Field(value, 1, name);
            Field(value, 2, Message(type => Field(type, 1, tensor)));
        });
    }

    private void Save(string path, (string Name, string Axes) input, (string Name, string Axes) output) => Save(path, [(input.Name, input.Axes, Element)], output);

    private void Save(string path, (string Name, string Axes, int Element)[] inputs, (string Name, string Axes) output)
    {
        Field(_graph, 2, "small");
        foreach (var (name, axes, element) in inputs)
        {
            Field(_graph, 11, Value(name, axes, element));
        }

        Field(_graph, 12, Value(output.Name, output.Axes, Element));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Message(model =>
        {
            Field(model, 1, 8);
            Field(model, 7, _graph.ToArray());
            Field(model, 8, Message(opset =>
            {
                Field(opset, 1, string.Empty);
                Field(opset, 2, 17);
            }));
        }));
    }
}
