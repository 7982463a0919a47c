using DiffusionTextures.Graphs;

namespace DiffusionTextures.Benchmarks.Memory;

/// <summary>The layers of Stable Diffusion as PyTorch exports them.</summary>
internal sealed class Layers(NetworkFile file)
{
    public string Conv(string x, long inputs, long outputs, int kernel, int stride = 1)
    {
        var pad = kernel / 2;
        return file.Node(
            "Conv", [x, file.Weight(inputs * kernel * kernel, outputs, inputs, kernel, kernel), file.Weight(outputs, outputs)],
            OnnxAttribute.Ints("kernel_shape", kernel, kernel), OnnxAttribute.Ints("pads", pad, pad, pad, pad), OnnxAttribute.Ints("strides", stride, stride));
    }

    public string Linear(string x, long inputs, long outputs, bool hasBias = true)
    {
        var product = file.Node("MatMul", [x, file.Weight(inputs, inputs, outputs)]);
        return hasBias ? file.Node("Add", [file.Weight(outputs, outputs), product]) : product;
    }

    public string GroupNorm(string x, long channels)
    {
        const int groups = 32;
        var ones = file.Real([.. Enumerable.Repeat(1f, groups)], groups);
        var zeros = file.Real(new float[groups], groups);
        var grouped = file.Node("Reshape", [x, file.Whole(0, groups, -1)]);
        var normed = file.Node("InstanceNormalization", [grouped, ones, zeros], OnnxAttribute.Float("epsilon", 1e-5f));
        var shaped = file.Node("Reshape", [normed, file.Node("Shape", [x])]);
        return file.Node("Add", [file.Node("Mul", [shaped, file.Weight(1, channels, 1, 1)]), file.Weight(channels, channels, 1, 1)]);
    }

    public string LayerNorm(string x, long width)
    {
        return file.Node("LayerNormalization", [x, file.Weight(1, width), file.Weight(width, width)], OnnxAttribute.Int("axis", -1), OnnxAttribute.Float("epsilon", 1e-5f));
    }

    public string Silu(string x) => file.Node("Mul", [x, file.Node("Sigmoid", [x])]);

    /// <summary>softmax(q k / sqrt(d) + mask) v, with heads.</summary>
    /// <param name="x">[B,N,C].</param>
    /// <param name="context">[B,M,D], what keys and values come from.</param>
    /// <param name="width">C.</param>
    /// <param name="contextWidth">D.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="hasBias">Whether queries, keys and values have a bias.</param>
    /// <param name="mask">Added to the scores; null for none.</param>
    public string Attention(string x, string context, long width, long contextWidth, int heads, bool hasBias, string? mask = null)
    {
        var query = Heads(Linear(x, width, width, hasBias), heads, width, 0, 2, 1, 3);
        var key = Heads(Linear(context, contextWidth, width, hasBias), heads, width, 0, 2, 3, 1);
        var value = Heads(Linear(context, contextWidth, width, hasBias), heads, width, 0, 2, 1, 3);
        var scores = file.Node("Mul", [file.Node("MatMul", [query, key]), file.Real([1 / MathF.Sqrt(width / (float)heads)])]);
        scores = mask == null ? scores : file.Node("Add", [scores, mask]);
        var mixed = file.Node("MatMul", [file.Node("Softmax", [scores], OnnxAttribute.Int("axis", -1)), value]);
        var joined = file.Node("Reshape", [file.Node("Transpose", [mixed], OnnxAttribute.Ints("perm", 0, 2, 1, 3)), file.Whole(0, 0, width)]);
        return Linear(joined, width, width);
    }

    public string Add(string a, string b) => file.Node("Add", [a, b]);

    /// <summary>Two 3x3 convolutions with a time embedding in between, and a shortcut.</summary>
    /// <param name="x">[B,inputs,h,w].</param>
    /// <param name="time">[B,1280] after its activation; null in a VAE.</param>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    public string ResBlock(string x, string? time, long inputs, long outputs)
    {
        var hidden = Conv(Silu(GroupNorm(x, inputs)), inputs, outputs, 3);
        hidden = time == null ? hidden : Add(hidden, file.Node("Reshape", [Linear(time, SdShape.TimeWidth, outputs), file.Whole(0, 0, 1, 1)]));
        hidden = Conv(Silu(GroupNorm(hidden, outputs)), outputs, outputs, 3);
        return Add(hidden, inputs == outputs ? x : Conv(x, inputs, outputs, 1));
    }

    public string Upsample(string x, long channels)
    {
        var larger = file.Node("Resize", [x, "", file.Real32([1, 1, 2, 2])], OnnxAttribute.String("mode", "nearest"), OnnxAttribute.String("coordinate_transformation_mode", "asymmetric"), OnnxAttribute.String("nearest_mode", "floor"));
        return Conv(larger, channels, channels, 3);
    }

    private string Heads(string x, int heads, long width, params long[] order)
    {
        return file.Node("Transpose", [file.Node("Reshape", [x, file.Whole(0, 0, heads, width / heads)])], OnnxAttribute.Ints("perm", order));
    }
}
