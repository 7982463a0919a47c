namespace DiffusionTextures.Schedulers
{
    /// <summary>Defaults of the reference's classes where they differ from the common ones.</summary>
    internal static class SchedulerDefaults
    {
        private const double KBetaStart = 0.00085;
        private const double KBetaEnd = 0.012;

        public static SchedulerOptions Of(SchedulerKind kind)
        {
            switch (kind)
            {
                case SchedulerKind.Ddpm:
                case SchedulerKind.Ddim:
                case SchedulerKind.DdimInverse:
                    return new SchedulerOptions { ClipSample = true, TimestepSpacing = TimestepSpacing.Leading };
                case SchedulerKind.Pndm:
                    return new SchedulerOptions { SetAlphaToOne = false, TimestepSpacing = TimestepSpacing.Leading };
                case SchedulerKind.HeunDiscrete:
                case SchedulerKind.Kdpm2Discrete:
                case SchedulerKind.Kdpm2AncestralDiscrete:
                case SchedulerKind.DpmSolverSde:
                    return new SchedulerOptions { BetaStart = KBetaStart, BetaEnd = KBetaEnd };
                case SchedulerKind.DpmSolverSinglestep:
                    return new SchedulerOptions { LowerOrderFinal = false };
                case SchedulerKind.DeisMultistep:
                    return new SchedulerOptions { AlgorithmType = DpmAlgorithmType.Deis, SolverType = SolverType.LogRho };
                case SchedulerKind.UniPCMultistep:
                    return new SchedulerOptions { SolverType = SolverType.Bh2 };
                case SchedulerKind.Lcm:
                    return Distilled;
                case SchedulerKind.Tcd:
                    return Distilled with { Eta = 0.3 };
                default:
                    return SchedulerOptions.None;
            }
        }

        private static SchedulerOptions Distilled => new SchedulerOptions
        {
            BetaStart = KBetaStart, BetaEnd = KBetaEnd, BetaSchedule = BetaSchedule.ScaledLinear, TimestepSpacing = TimestepSpacing.Leading,
        };
    }
}
