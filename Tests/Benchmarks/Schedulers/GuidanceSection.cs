using DiffusionTextures.Denoising.Guidance;

namespace DiffusionTextures.Benchmarks.Schedulers;

/// <summary>What guidance costs on a latent [1,4,128,128], next to y = a x + b y over as much memory.</summary>
internal static class GuidanceSection
{
    private const int Repeats = 40;

    public static void Run()
    {
        var random = new Random(1);
        float[] u = new float[Trajectory.Count], c = new float[Trajectory.Count], mixed = new float[Trajectory.Count], scratch = new float[Trajectory.Count];
        for (var i = 0; i < u.Length; i++)
        {
            u[i] = random.NextSingle() - 0.5f;
            c[i] = random.NextSingle() - 0.5f;
        }

        var work = new (string Name, double Tensors, Action Once)[]
        {
            ("axpby", 2, () => Trajectory.Axpby(0.5f, u, 0.5f, mixed)),
            ("Mix", 3, () => ClassifierFreeGuidance.Mix(u, c, 7.5f, mixed)),
            ("Add", 3, () => ClassifierFreeGuidance.Add(u, c, 1e-3f, mixed)),
            ("Rescale", 2, () => ClassifierFreeGuidance.Rescale(mixed, c, 1, 0.7f)),
            ("DynamicThresholding", 1, () => DynamicThresholding.Apply(mixed, 1, 0.995, 1.5, scratch)),
        };
        var times = Race.Run(TimeSpan.FromSeconds(2), work.Select(one => (new Action(() => c.CopyTo(mixed, 0)), Repeated(one.Once))).ToArray());
        var table = new Table("Operation", "ns/element", "tensors touched", "ratio per tensor");
        var axpby = PerElement(times[0]) / 2;
        for (var i = 0; i < work.Length; i++)
        {
            table.Add(work[i].Name, $"{PerElement(times[i]):0.000}", work[i].Tensors, $"{PerElement(times[i]) / work[i].Tensors / axpby:0.00}");
        }

        table.Print();
    }

    private static double PerElement(Samples samples) => samples.Best / Repeats / Trajectory.Count * 1e9;

    private static Action Repeated(Action once)
    {
        return () =>
        {
            for (var i = 0; i < Repeats; i++)
            {
                once();
            }
        };
    }
}
