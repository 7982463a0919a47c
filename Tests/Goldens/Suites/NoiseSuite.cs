using System.Text.Json;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>noise.json: successive draws of torch.randn on the CPU (to 2 units in the last place) and on CUDA (to 1e-6).</summary>
public sealed class NoiseSuite(string folder) : GoldenSuite
{
    private const int AllowedUlps = 2;
    private const double AllowedCuda = 1e-6;

    public override string Name => "noise";

    public override IEnumerable<GoldenCase> Cases()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "noise.json")));
        foreach (var item in document.RootElement.Clone().GetProperty("cases").EnumerateArray())
        {
            var seed = item.GetProperty("seed");
            var id = $"seed {seed}, shape {item.GetProperty("shape").GetRawText()}";
            yield return new GoldenCase(id, check => Check(item, check));
        }
    }

    private static void Check(JsonElement item, GoldenCheck check)
    {
        var seed = item.GetProperty("seed").TryGetUInt64(out var unsigned) ? unsigned : (ulong)item.GetProperty("seed").GetInt64();
        foreach (var member in item.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array && member.Name != "shape"))
        {
            var kind = member.Name switch
            {
                "torch_cpu" => NoiseKind.TorchCpu,
                "torch_cuda" => NoiseKind.TorchCuda,
                "numpy" => NoiseKind.NumPy,
                _ => throw new InvalidDataException($"Unknown noise kind '{member.Name}'."),
            };
            var generator = BatchNoise.CreateGenerator(kind, seed);
            foreach (var (draw, index) in member.Value.EnumerateArray().Select((draw, index) => (draw, index)))
            {
                CheckDraw($"{member.Name}[{index}]", draw, generator, kind == NoiseKind.TorchCpu, check);
            }
        }
    }

    private static void CheckDraw(string name, JsonElement draw, INormalGenerator generator, bool inUlps, GoldenCheck check)
    {
        var actual = new float[draw.GetProperty("n").GetInt32()];
        generator.Fill(actual);
        var first = Floats(draw.GetProperty("first"));
        var last = Floats(draw.GetProperty("last"));
        CheckValues($"{name}.first", actual.AsSpan(0, first.Length), first, inUlps, check);
        CheckValues($"{name}.last", actual.AsSpan(actual.Length - last.Length), last, inUlps, check);

        // A sum differs by no more than its elements may: 2 ulp of a value below 8 is 9.6e-7.
        double sum = 0, squares = 0, moduli = 0;
        foreach (var value in actual)
        {
            sum += value;
            squares += (double)value * value;
            moduli += Math.Abs((double)value);
        }

        var relative = inUlps ? AllowedUlps * 1.2e-7 : 0;
        CheckSum($"{name}.sum", sum, draw.GetProperty("sum").GetDouble(), inUlps ? relative * moduli : AllowedCuda * actual.Length, check);
        CheckSum($"{name}.sumsq", squares, draw.GetProperty("sumsq").GetDouble(), inUlps ? 2 * relative * squares : 2 * AllowedCuda * moduli, check);
    }

    private static void CheckSum(string quantity, double actual, double expected, double allowed, GoldenCheck check)
    {
        if (!(Math.Abs(actual - expected) <= allowed))
        {
            check.Fail($"{quantity}: {actual:g9}, expected {expected:g9}, allowed {allowed:g3}");
        }
    }

    private static void CheckValues(string quantity, ReadOnlySpan<float> actual, float[] expected, bool inUlps, GoldenCheck check)
    {
        if (!inUlps)
        {
            check.Near(quantity, actual, expected, AllowedCuda);
            return;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var ulp = MathF.BitIncrement(MathF.Abs(expected[i])) - MathF.Abs(expected[i]);
            check.Near($"{quantity}[{i}]", actual.Slice(i, 1), expected.AsSpan(i, 1), AllowedUlps * (double)ulp);
        }
    }

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetSingle())];
}
