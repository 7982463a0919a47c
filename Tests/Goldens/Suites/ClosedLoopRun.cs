using System.Text.Json;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>Runs one closed-loop case through the public generator and compares everything that the case stores.</summary>
internal static class ClosedLoopRun
{
    public static void Check(ClosedLoopCase golden, GoldenInputs inputs, string model, ClosedLoopTolerance tolerance, GoldenCheck check)
    {
        using var stage = ModelStage.Compose(inputs.Model, golden.SchedulerConfig, Parts(golden, inputs, model));
        using var generator = TextureGenerator.LoadAsync(ClosedLoopRequest.Options(golden, inputs, stage.Folder)).GetAwaiter().GetResult();
        var recorder = new LoopRecorder();
        var target = new DiscardTarget();
        var report = generator.GenerateTextureAsync(ClosedLoopRequest.From(golden, inputs), target, recorder, null, CancellationToken.None).GetAwaiter().GetResult();

        Compare("encoder_hidden_states", recorder.EncoderHiddenStates, tolerance.Text);
        Compare("eps_first", recorder.FirstPrediction, tolerance.Prediction);
        CompareTrajectory(golden.File("latents"), recorder, tolerance.Latents, check);
        Compare("image", report.DecodedImage!.Span, tolerance.Image);

        void Compare(string quantity, ReadOnlySpan<float> actual, double allowed)
        {
            if (golden.File(quantity) is { } expected)
            {
                check.Near(quantity, actual, expected.Span, allowed);
            }
        }
    }

    /// <summary>What is put in place of the cases' own model: every part that the other model has, and the U-Net that the case names.</summary>
    private static Dictionary<string, string> Parts(ClosedLoopCase golden, GoldenInputs inputs, string model)
    {
        var parts = Directory.EnumerateDirectories(model)
            .Where(part => model != inputs.Model && Path.GetFileName(part) != "scheduler")
            .ToDictionary(part => Path.GetFileName(part)!, part => part);
        var unet = golden.Get("unet", "unet");
        if (unet != "unet")
        {
            parts["unet"] = Path.Combine(model, unet);
        }

        return parts;
    }

    private static void CompareTrajectory(FloatTensor? expected, LoopRecorder recorder, double allowed, GoldenCheck check)
    {
        if (expected is null)
        {
            return;
        }

        check.Same("steps", recorder.Latents.Count - 1, expected.Shape[0] - 1);
        var perStep = expected.Span.Length / expected.Shape[0];
        for (var i = 0; i < Math.Min(recorder.Latents.Count, expected.Shape[0]); i++)
        {
            var want = expected.Span.Slice(i * perStep, perStep);

            // Solvers in sigma space start at a scale of 15: what is absolute at the end is relative before.
            var scale = 0f;
            foreach (var value in want)
            {
                scale = Math.Max(scale, Math.Abs(value));
            }

            check.Near($"latents[{i}]", recorder.Latents[i], want, i == expected.Shape[0] - 1 ? allowed : Math.Max(allowed, allowed * scale));
        }
    }

    private sealed class DiscardTarget : ITextureTarget
    {
        public MaterialMaps Maps => MaterialMaps.All;

        public void Write(DecodedMaterial material)
        {
        }
    }
}
