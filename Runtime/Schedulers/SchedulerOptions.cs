using System;
using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>Changes to a model's scheduler configuration; null means the model's own value, or the reference's default. Immutable.</summary>
    /// <remarks>Property names are diffusers' keys in PascalCase. The last group are arguments of the reference's <c>step</c>.</remarks>
    public sealed record SchedulerOptions
    {
        /// <summary>No change.</summary>
        public static SchedulerOptions None { get; } = new SchedulerOptions();

        /// <summary>Training steps T of the model.</summary>
        public int? NumTrainTimesteps { get; init; }

        /// <summary>First beta.</summary>
        public double? BetaStart { get; init; }

        /// <summary>Last beta.</summary>
        public double? BetaEnd { get; init; }

        /// <summary>How the betas grow between the two.</summary>
        public BetaSchedule? BetaSchedule { get; init; }

        /// <summary>The betas themselves, instead of a schedule.</summary>
        public IReadOnlyList<double>? TrainedBetas { get; init; }

        /// <summary>What the model predicts.</summary>
        public PredictionType? PredictionType { get; init; }

        /// <summary>Rescales the betas to zero terminal signal-to-noise ratio (arXiv:2305.08891).</summary>
        public bool? RescaleBetasZeroSnr { get; init; }

        /// <summary>How timesteps are chosen.</summary>
        public TimestepSpacing? TimestepSpacing { get; init; }

        /// <summary>Added to the timesteps of leading spacing.</summary>
        public int? StepsOffset { get; init; }

        /// <summary>Clamps the predicted clean latent.</summary>
        public bool? ClipSample { get; init; }

        /// <summary>Largest magnitude after clamping.</summary>
        public double? ClipSampleRange { get; init; }

        /// <summary>Dynamic thresholding of the predicted clean latent (Imagen); for pixel-space models.</summary>
        public bool? Thresholding { get; init; }

        /// <summary>Quantile of dynamic thresholding, 0 to 1.</summary>
        public double? DynamicThresholdingRatio { get; init; }

        /// <summary>Upper bound of the dynamic threshold.</summary>
        public double? SampleMaxValue { get; init; }

        /// <summary>Whether the last step goes to alpha 1 instead of the first training alpha.</summary>
        public bool? SetAlphaToOne { get; init; }

        /// <summary>DDPM: variance added per step.</summary>
        public VarianceType? VarianceType { get; init; }

        /// <summary>PNDM: starts with linear multistep instead of Runge-Kutta steps.</summary>
        public bool? SkipPrkSteps { get; init; }

        /// <summary>Sigmas of Karras et al. (arXiv:2206.00364).</summary>
        public bool? UseKarrasSigmas { get; init; }

        /// <summary>Sigmas evenly spaced in their logarithm.</summary>
        public bool? UseExponentialSigmas { get; init; }

        /// <summary>Sigmas by the beta distribution (arXiv:2407.12173).</summary>
        public bool? UseBetaSigmas { get; init; }

        /// <summary>Evenly spaced log signal-to-noise ratios of Lu et al.</summary>
        public bool? UseLuLambdas { get; init; }

        /// <summary>Sigmas of rectified flow.</summary>
        public bool? UseFlowSigmas { get; init; }

        /// <summary>Shift of the rectified-flow sigmas.</summary>
        public double? FlowShift { get; init; }

        /// <summary>Shifts sigmas by the resolution (mu).</summary>
        public bool? UseDynamicShifting { get; init; }

        /// <summary>How mu shifts.</summary>
        public TimeShiftType? TimeShiftType { get; init; }

        /// <summary>Euler: interpolation of sigmas.</summary>
        public InterpolationType? InterpolationType { get; init; }

        /// <summary>Euler: what the model gets as timestep.</summary>
        public TimestepType? TimestepType { get; init; }

        /// <summary>The sigma after the last step.</summary>
        public FinalSigmasType? FinalSigmasType { get; init; }

        /// <summary>Smallest sigma of a Karras, exponential or beta schedule.</summary>
        public double? SigmaMin { get; init; }

        /// <summary>Largest sigma of a Karras, exponential or beta schedule.</summary>
        public double? SigmaMax { get; init; }

        /// <summary>Order of the solver, 1 to 3.</summary>
        public int? SolverOrder { get; init; }

        /// <summary>The equation that is integrated.</summary>
        public DpmAlgorithmType? AlgorithmType { get; init; }

        /// <summary>Variant of the solver.</summary>
        public SolverType? SolverType { get; init; }

        /// <summary>Lower orders in the last steps.</summary>
        public bool? LowerOrderFinal { get; init; }

        /// <summary>First order in the last step.</summary>
        public bool? EulerAtFinal { get; init; }

        /// <summary>Smallest log signal-to-noise ratio of the schedule, for cosine betas.</summary>
        public double? LambdaMinClipped { get; init; }

        /// <summary>UniPC: works on the clean latent instead of the noise.</summary>
        public bool? PredictX0 { get; init; }

        /// <summary>UniPC: steps without corrector.</summary>
        public IReadOnlyList<int>? DisableCorrector { get; init; }

        /// <summary>LCM and TCD: steps of the distillation schedule; 0 for none.</summary>
        public int? OriginalInferenceSteps { get; init; }

        /// <summary>LCM: factor on timesteps in the boundary condition.</summary>
        public double? TimestepScaling { get; init; }

        /// <summary>Flow matching: shift of the sigmas.</summary>
        public double? Shift { get; init; }

        /// <summary>Flow matching: mu at the base sequence length.</summary>
        public double? BaseShift { get; init; }

        /// <summary>Flow matching: mu at the largest sequence length.</summary>
        public double? MaxShift { get; init; }

        /// <summary>Flow matching: sequence length of base_shift.</summary>
        public int? BaseImageSeqLen { get; init; }

        /// <summary>Flow matching: sequence length of max_shift.</summary>
        public int? MaxImageSeqLen { get; init; }

        /// <summary>Flow matching: value to which the last sigma is stretched.</summary>
        public double? ShiftTerminal { get; init; }

        /// <summary>Flow matching: runs from data to noise.</summary>
        public bool? InvertSigmas { get; init; }

        /// <summary>Flow matching: draws new noise in each step.</summary>
        public bool? StochasticSampling { get; init; }

        /// <summary>Stochasticity of a step, 0 to 1 (DDIM, TCD).</summary>
        public double? Eta { get; init; }

        /// <summary>DDIM: derives the noise from the clipped clean latent again.</summary>
        public bool? UseClippedModelOutput { get; init; }

        /// <summary>Euler and Heun: noise added per step (arXiv:2206.00364, algorithm 2).</summary>
        public double? SChurn { get; init; }

        /// <summary>Smallest sigma that gets churn.</summary>
        public double? STmin { get; init; }

        /// <summary>Largest sigma that gets churn.</summary>
        public double? STmax { get; init; }

        /// <summary>Factor on the added noise.</summary>
        public double? SNoise { get; init; }

        /// <summary>LMS: steps of history, 1 to 8.</summary>
        public int? Order { get; init; }

        /// <summary>Reads pairs of a diffusers key and a JSON value; a bare word stands for a string.</summary>
        /// <param name="pairs">For example <c>use_karras_sigmas</c> and <c>true</c>.</param>
        /// <exception cref="ArgumentException">A key is unknown or a value has the wrong type.</exception>
        public static SchedulerOptions Parse(IEnumerable<KeyValuePair<string, string>> pairs) => Schedulers.SchedulerOptionReader.Parse(pairs);
    }
}
