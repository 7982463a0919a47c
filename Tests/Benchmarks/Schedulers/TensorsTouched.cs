namespace DiffusionTextures.Benchmarks.Schedulers;

/// <summary>How many tensors of a latent's size one call of a scheduler has to read or write once its history is full.</summary>
/// <param name="Tensors">Sample, model output, predicted clean latent, held outputs, start of a block of two calls (their mean), noise.</param>
internal sealed record TensorsTouched(string Name, SchedulerKind Kind, double Tensors, bool FirstOrder, SchedulerOptions Options)
{
    public static IReadOnlyList<TensorsTouched> All { get; } =
    [
        Of(SchedulerKind.Ddpm, 4, true),
        Of(SchedulerKind.Ddim, 3, true),
        new("Ddim, eta 1", SchedulerKind.Ddim, 4, true, new SchedulerOptions { Eta = 1 }),
        new("Ddim, clip_sample", SchedulerKind.Ddim, 3, true, new SchedulerOptions { ClipSample = true }),
        Of(SchedulerKind.DdimInverse, 3, true),
        Of(SchedulerKind.EulerDiscrete, 3, true),
        Of(SchedulerKind.EulerAncestralDiscrete, 4, true),
        Of(SchedulerKind.Lcm, 4, true),
        Of(SchedulerKind.Tcd, 4, true),
        Of(SchedulerKind.FlowMatchEulerDiscrete, 3, true),
        new("DpmSolverMultistep, order 1", SchedulerKind.DpmSolverMultistep, 3, true, new SchedulerOptions { SolverOrder = 1 }),
        Of(SchedulerKind.DpmSolverMultistep, 4, false),
        new("DpmSolverMultistep, order 3", SchedulerKind.DpmSolverMultistep, 5, false, new SchedulerOptions { SolverOrder = 3 }),
        new("DpmSolverMultistep, SDE", SchedulerKind.DpmSolverMultistep, 5, false, new SchedulerOptions { AlgorithmType = DpmAlgorithmType.SdeDpmSolverPlusPlus }),
        Of(SchedulerKind.DpmSolverSinglestep, 4.5, false),
        Of(SchedulerKind.DpmSolverSde, 5, false),
        Of(SchedulerKind.DeisMultistep, 4, false),
        Of(SchedulerKind.UniPCMultistep, 6, false),
        Of(SchedulerKind.HeunDiscrete, 4.5, false),
        Of(SchedulerKind.Kdpm2Discrete, 4, false),
        Of(SchedulerKind.Kdpm2AncestralDiscrete, 4.5, false),
        Of(SchedulerKind.LmsDiscrete, 7, false),
        new("Pndm, skip_prk_steps", SchedulerKind.Pndm, 6, false, new SchedulerOptions { SkipPrkSteps = true }),
    ];

    private static TensorsTouched Of(SchedulerKind kind, double tensors, bool firstOrder)
    {
        return new TensorsTouched(kind.ToString(), kind, tensors, firstOrder, SchedulerOptions.None);
    }
}
