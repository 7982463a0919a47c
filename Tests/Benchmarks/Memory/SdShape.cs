using DiffusionTextures.Graphs;

namespace DiffusionTextures.Benchmarks.Memory;

/// <summary>The three networks of Stable Diffusion 1.5 with its layers, shapes and numbers of parameters, and random weights.</summary>
internal static class SdShape
{
    /// <summary>Width of the time embedding.</summary>
    public const long TimeWidth = 1280;

    private const long TextWidth = 768;
    private const int Heads = 8;
    private static readonly long[] UNetWidths = [320, 640, 1280, 1280];
    private static readonly long[] VaeWidths = [512, 512, 256, 128];

    /// <summary>U-Net of 859.5 million parameters.</summary>
    public static long UNet(string folder, bool isHalf)
    {
        using var file = new NetworkFile(folder, isHalf);
        var layers = new Layers(file);
        file.Input("sample", null, "batch", "4", "height", "width");
        file.Input("timestep", ElementType.Int64, "1");
        file.Input("encoder_hidden_states", null, "batch", "tokens", "768");
        var time = Time(file, layers);
        const string text = "encoder_hidden_states";
        var x = layers.Conv("sample", 4, 320, 3);
        var skips = new Stack<(string Value, long Width)>([(x, 320L)]);
        var width = 320L;
        for (var level = 0; level < 4; level++)
        {
            for (var block = 0; block < 2; block++)
            {
                x = layers.ResBlock(x, time, width, UNetWidths[level]);
                width = UNetWidths[level];
                x = level < 3 ? Transformer(file, layers, x, text, width) : x;
                skips.Push((x, width));
            }

            if (level < 3)
            {
                x = layers.Conv(x, width, width, 3, stride: 2);
                skips.Push((x, width));
            }
        }

        x = layers.ResBlock(x, time, width, width);
        x = Transformer(file, layers, x, text, width);
        x = layers.ResBlock(x, time, width, width);
        for (var level = 3; level >= 0; level--)
        {
            for (var block = 0; block < 3; block++)
            {
                var skip = skips.Pop();
                x = file.Node("Concat", [x, skip.Value], OnnxAttribute.Int("axis", 1));
                x = layers.ResBlock(x, time, width + skip.Width, UNetWidths[level]);
                width = UNetWidths[level];
                x = level < 3 ? Transformer(file, layers, x, text, width) : x;
            }

            x = level > 0 ? layers.Upsample(x, width) : x;
        }

        x = layers.Conv(layers.Silu(layers.GroupNorm(x, 320)), 320, 4, 3);
        file.Output("out_sample", x, "batch", "4", "height", "width");
        return file.ParameterCount;
    }

    /// <summary>CLIP-L's text encoder of 123.1 million parameters.</summary>
    public static long TextEncoder(string folder, bool isHalf)
    {
        using var file = new NetworkFile(folder, isHalf);
        var layers = new Layers(file);
        file.Input("input_ids", ElementType.Int64, "batch", "77");
        var x = layers.Add(file.Node("Gather", [file.Weight(1, 49408, TextWidth), "input_ids"]), file.Weight(1, 77, TextWidth));
        var mask = file.Real([.. Enumerable.Range(0, 77 * 77).Select(i => i % 77 > i / 77 ? -10_000f : 0)], 1, 1, 77, 77);
        for (var layer = 0; layer < 12; layer++)
        {
            var normed = layers.LayerNorm(x, TextWidth);
            x = layers.Add(x, layers.Attention(normed, normed, TextWidth, TextWidth, 12, hasBias: true, mask));
            var hidden = layers.Linear(layers.LayerNorm(x, TextWidth), TextWidth, 4 * TextWidth);
            var gate = file.Node("Sigmoid", [file.Node("Mul", [hidden, file.Real([1.702f])])]);
            x = layers.Add(x, layers.Linear(file.Node("Mul", [hidden, gate]), 4 * TextWidth, TextWidth));
        }

        file.Output("last_hidden_state", layers.LayerNorm(x, TextWidth), "batch", "77", "768");
        return file.ParameterCount;
    }

    /// <summary>The VAE's decoder of 49.5 million parameters.</summary>
    public static long VaeDecoder(string folder, bool isHalf)
    {
        using var file = new NetworkFile(folder, isHalf);
        var layers = new Layers(file);
        file.Input("latent_sample", null, "batch", "4", "height", "width");
        var x = layers.Conv(layers.Conv("latent_sample", 4, 4, 1), 4, 512, 3);
        x = layers.ResBlock(x, null, 512, 512);
        var flat = Flat(file, layers.GroupNorm(x, 512), 512);
        x = layers.Add(x, Square(file, layers.Attention(flat, flat, 512, 512, 1, hasBias: true), x));
        x = layers.ResBlock(x, null, 512, 512);
        var width = 512L;
        for (var level = 0; level < 4; level++)
        {
            for (var block = 0; block < 3; block++)
            {
                x = layers.ResBlock(x, null, width, VaeWidths[level]);
                width = VaeWidths[level];
            }

            x = level < 3 ? layers.Upsample(x, width) : x;
        }

        x = layers.Conv(layers.Silu(layers.GroupNorm(x, 128)), 128, 3, 3);
        file.Output("sample", x, "batch", "3", "height_out", "width_out");
        return file.ParameterCount;
    }

    private static string Time(NetworkFile file, Layers layers)
    {
        var rates = file.Real([.. Enumerable.Range(0, 160).Select(i => MathF.Exp(-MathF.Log(10_000) * i / 160))], 1, 160);
        var angles = file.Node("Mul", [file.Node("Reshape", [file.Cast("timestep"), file.Whole(1, 1)]), rates]);
        var waves = file.Node("Concat", [file.Node("Cos", [angles]), file.Node("Sin", [angles])], OnnxAttribute.Int("axis", -1));
        var embedding = layers.Linear(layers.Silu(layers.Linear(waves, 320, TimeWidth)), TimeWidth, TimeWidth);
        return layers.Silu(embedding);
    }

    /// <summary>Self-attention, cross-attention and a gated feed-forward layer on the cells of a feature map.</summary>
    private static string Transformer(NetworkFile file, Layers layers, string x, string text, long width)
    {
        var tokens = Flat(file, layers.Conv(layers.GroupNorm(x, width), width, width, 1), width);
        var normed = layers.LayerNorm(tokens, width);
        tokens = layers.Add(tokens, layers.Attention(normed, normed, width, width, Heads, hasBias: false));
        tokens = layers.Add(tokens, layers.Attention(layers.LayerNorm(tokens, width), text, width, TextWidth, Heads, hasBias: false));
        var halves = file.Nodes("Split", [layers.Linear(layers.LayerNorm(tokens, width), width, 8 * width), file.Whole(4 * width, 4 * width)], 2, OnnxAttribute.Int("axis", -1));
        var erf = file.Node("Erf", [file.Node("Div", [halves[1], file.Real([MathF.Sqrt(2)])])]);
        var gelu = file.Node("Mul", [file.Node("Mul", [halves[1], file.Node("Add", [erf, file.Real([1])])]), file.Real([0.5f])]);
        tokens = layers.Add(tokens, layers.Linear(file.Node("Mul", [halves[0], gelu]), 4 * width, width));
        return layers.Add(layers.Conv(Square(file, tokens, x), width, width, 1), x);
    }

    /// <summary>[B,C,h,w] to [B,h w,C].</summary>
    private static string Flat(NetworkFile file, string x, long width)
    {
        return file.Node("Transpose", [file.Node("Reshape", [x, file.Whole(0, width, -1)])], OnnxAttribute.Ints("perm", 0, 2, 1));
    }

    /// <summary>Back to the shape of a feature map.</summary>
    private static string Square(NetworkFile file, string tokens, string like)
    {
        return file.Node("Reshape", [file.Node("Transpose", [tokens], OnnxAttribute.Ints("perm", 0, 2, 1)), file.Node("Shape", [like])]);
    }
}
