using System;
using System.Collections.Generic;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Every key of the reference's scheduler configurations and how its JSON value becomes an option.</summary>
    internal static class SchedulerOptionTable
    {
        private static readonly Dictionary<string, BetaSchedule> BetaScheduleWords = new Dictionary<string, BetaSchedule>(StringComparer.Ordinal)
        {
            ["linear"] = BetaSchedule.Linear,
            ["scaled_linear"] = BetaSchedule.ScaledLinear,
            ["squaredcos_cap_v2"] = BetaSchedule.SquaredcosCapV2,
            ["exp"] = BetaSchedule.Exp,
            ["sigmoid"] = BetaSchedule.Sigmoid,
            ["laplace"] = BetaSchedule.Laplace,
        };

        private static readonly Dictionary<string, PredictionType> PredictionTypeWords = new Dictionary<string, PredictionType>(StringComparer.Ordinal)
        {
            ["epsilon"] = PredictionType.Epsilon,
            ["v_prediction"] = PredictionType.VPrediction,
            ["sample"] = PredictionType.Sample,
            ["flow_prediction"] = PredictionType.FlowPrediction,
        };

        private static readonly Dictionary<string, TimestepSpacing> TimestepSpacingWords = new Dictionary<string, TimestepSpacing>(StringComparer.Ordinal)
        {
            ["leading"] = TimestepSpacing.Leading,
            ["linspace"] = TimestepSpacing.Linspace,
            ["trailing"] = TimestepSpacing.Trailing,
        };

        private static readonly Dictionary<string, FinalSigmasType> FinalSigmasTypeWords = new Dictionary<string, FinalSigmasType>(StringComparer.Ordinal)
        {
            ["zero"] = FinalSigmasType.Zero,
            ["sigma_min"] = FinalSigmasType.SigmaMin,
        };

        private static readonly Dictionary<string, DpmAlgorithmType> DpmAlgorithmTypeWords = new Dictionary<string, DpmAlgorithmType>(StringComparer.Ordinal)
        {
            ["dpmsolver++"] = DpmAlgorithmType.DpmSolverPlusPlus,
            ["dpmsolver"] = DpmAlgorithmType.DpmSolver,
            ["sde-dpmsolver++"] = DpmAlgorithmType.SdeDpmSolverPlusPlus,
            ["sde-dpmsolver"] = DpmAlgorithmType.SdeDpmSolver,
            ["deis"] = DpmAlgorithmType.Deis,
        };

        private static readonly Dictionary<string, SolverType> SolverTypeWords = new Dictionary<string, SolverType>(StringComparer.Ordinal)
        {
            ["midpoint"] = SolverType.Midpoint,
            ["heun"] = SolverType.Heun,
            ["logrho"] = SolverType.LogRho,
            ["bh1"] = SolverType.Bh1,
            ["bh2"] = SolverType.Bh2,
        };

        private static readonly Dictionary<string, VarianceType> VarianceTypeWords = new Dictionary<string, VarianceType>(StringComparer.Ordinal)
        {
            ["fixed_small"] = VarianceType.FixedSmall,
            ["fixed_small_log"] = VarianceType.FixedSmallLog,
            ["fixed_large"] = VarianceType.FixedLarge,
            ["fixed_large_log"] = VarianceType.FixedLargeLog,
            ["learned"] = VarianceType.Learned,
            ["learned_range"] = VarianceType.LearnedRange,
        };

        private static readonly Dictionary<string, InterpolationType> InterpolationTypeWords = new Dictionary<string, InterpolationType>(StringComparer.Ordinal)
        {
            ["linear"] = InterpolationType.Linear,
            ["log_linear"] = InterpolationType.LogLinear,
        };

        private static readonly Dictionary<string, TimestepType> TimestepTypeWords = new Dictionary<string, TimestepType>(StringComparer.Ordinal)
        {
            ["discrete"] = TimestepType.Discrete,
            ["continuous"] = TimestepType.Continuous,
        };

        private static readonly Dictionary<string, TimeShiftType> TimeShiftTypeWords = new Dictionary<string, TimeShiftType>(StringComparer.Ordinal)
        {
            ["exponential"] = TimeShiftType.Exponential,
            ["linear"] = TimeShiftType.Linear,
        };

        /// <summary>Key to reader, in the order of <see cref="SchedulerOptions"/>.</summary>
        public static readonly IReadOnlyDictionary<string, Func<SchedulerOptions, JsonValue, SchedulerOptions>> Keys =
            new Dictionary<string, Func<SchedulerOptions, JsonValue, SchedulerOptions>>(StringComparer.Ordinal)
            {
                ["num_train_timesteps"] = (o, v) => o with { NumTrainTimesteps = v.AsInt32() },
                ["beta_start"] = (o, v) => o with { BetaStart = Real(v) },
                ["beta_end"] = (o, v) => o with { BetaEnd = Real(v) },
                ["beta_schedule"] = (o, v) => o with { BetaSchedule = Word(v, BetaScheduleWords) },
                ["trained_betas"] = (o, v) => o with { TrainedBetas = Reals(v) },
                ["prediction_type"] = (o, v) => o with { PredictionType = Word(v, PredictionTypeWords) },
                ["rescale_betas_zero_snr"] = (o, v) => o with { RescaleBetasZeroSnr = v.AsBoolean() },
                ["timestep_spacing"] = (o, v) => o with { TimestepSpacing = Word(v, TimestepSpacingWords) },
                ["steps_offset"] = (o, v) => o with { StepsOffset = v.AsInt32() },
                ["clip_sample"] = (o, v) => o with { ClipSample = v.AsBoolean() },
                ["clip_sample_range"] = (o, v) => o with { ClipSampleRange = Real(v) },
                ["thresholding"] = (o, v) => o with { Thresholding = v.AsBoolean() },
                ["dynamic_thresholding_ratio"] = (o, v) => o with { DynamicThresholdingRatio = Real(v) },
                ["sample_max_value"] = (o, v) => o with { SampleMaxValue = Real(v) },
                ["set_alpha_to_one"] = (o, v) => o with { SetAlphaToOne = v.AsBoolean() },
                ["variance_type"] = (o, v) => o with { VarianceType = Word(v, VarianceTypeWords) },
                ["skip_prk_steps"] = (o, v) => o with { SkipPrkSteps = v.AsBoolean() },
                ["use_karras_sigmas"] = (o, v) => o with { UseKarrasSigmas = v.AsBoolean() },
                ["use_exponential_sigmas"] = (o, v) => o with { UseExponentialSigmas = v.AsBoolean() },
                ["use_beta_sigmas"] = (o, v) => o with { UseBetaSigmas = v.AsBoolean() },
                ["use_lu_lambdas"] = (o, v) => o with { UseLuLambdas = v.AsBoolean() },
                ["use_flow_sigmas"] = (o, v) => o with { UseFlowSigmas = v.AsBoolean() },
                ["flow_shift"] = (o, v) => o with { FlowShift = Real(v) },
                ["use_dynamic_shifting"] = (o, v) => o with { UseDynamicShifting = v.AsBoolean() },
                ["time_shift_type"] = (o, v) => o with { TimeShiftType = Word(v, TimeShiftTypeWords) },
                ["interpolation_type"] = (o, v) => o with { InterpolationType = Word(v, InterpolationTypeWords) },
                ["timestep_type"] = (o, v) => o with { TimestepType = Word(v, TimestepTypeWords) },
                ["final_sigmas_type"] = (o, v) => o with { FinalSigmasType = Word(v, FinalSigmasTypeWords) },
                ["sigma_min"] = (o, v) => o with { SigmaMin = Real(v) },
                ["sigma_max"] = (o, v) => o with { SigmaMax = Real(v) },
                ["solver_order"] = (o, v) => o with { SolverOrder = v.AsInt32() },
                ["algorithm_type"] = (o, v) => o with { AlgorithmType = Word(v, DpmAlgorithmTypeWords) },
                ["solver_type"] = (o, v) => o with { SolverType = Word(v, SolverTypeWords) },
                ["lower_order_final"] = (o, v) => o with { LowerOrderFinal = v.AsBoolean() },
                ["euler_at_final"] = (o, v) => o with { EulerAtFinal = v.AsBoolean() },
                ["lambda_min_clipped"] = (o, v) => o with { LambdaMinClipped = Real(v) },
                ["predict_x0"] = (o, v) => o with { PredictX0 = v.AsBoolean() },
                ["disable_corrector"] = (o, v) => o with { DisableCorrector = Integers(v) },
                ["original_inference_steps"] = (o, v) => o with { OriginalInferenceSteps = v.AsInt32() },
                ["timestep_scaling"] = (o, v) => o with { TimestepScaling = Real(v) },
                ["shift"] = (o, v) => o with { Shift = Real(v) },
                ["base_shift"] = (o, v) => o with { BaseShift = Real(v) },
                ["max_shift"] = (o, v) => o with { MaxShift = Real(v) },
                ["base_image_seq_len"] = (o, v) => o with { BaseImageSeqLen = v.AsInt32() },
                ["max_image_seq_len"] = (o, v) => o with { MaxImageSeqLen = v.AsInt32() },
                ["shift_terminal"] = (o, v) => o with { ShiftTerminal = Real(v) },
                ["invert_sigmas"] = (o, v) => o with { InvertSigmas = v.AsBoolean() },
                ["stochastic_sampling"] = (o, v) => o with { StochasticSampling = v.AsBoolean() },
                ["eta"] = (o, v) => o with { Eta = Real(v) },
                ["use_clipped_model_output"] = (o, v) => o with { UseClippedModelOutput = v.AsBoolean() },
                ["s_churn"] = (o, v) => o with { SChurn = Real(v) },
                ["s_tmin"] = (o, v) => o with { STmin = Real(v) },
                ["s_tmax"] = (o, v) => o with { STmax = Real(v) },
                ["s_noise"] = (o, v) => o with { SNoise = Real(v) },
                ["order"] = (o, v) => o with { Order = v.AsInt32() },
            };

        private static T Word<T>(JsonValue value, Dictionary<string, T> words)
        {
            var text = value.AsString();
            return words.TryGetValue(text, out var word)
                ? word
                : throw new JsonException($"Expected one of {string.Join(", ", words.Keys)}, found \"{text}\".");
        }

        private static double Real(JsonValue value)
        {
            // Python writes infinities, which JSON lacks, as bare words; they reach this point as strings.
            if (value.Kind == JsonKind.String)
            {
                switch (value.AsString())
                {
                    case "-Infinity":
                    case "-inf":
                        return double.NegativeInfinity;
                    case "Infinity":
                    case "inf":
                        return double.PositiveInfinity;
                }
            }

            return value.AsDouble();
        }

        private static double[] Reals(JsonValue value)
        {
            RequireArray(value);
            var reals = new double[value.Items.Count];
            for (var i = 0; i < reals.Length; i++)
            {
                reals[i] = value.Items[i].AsDouble();
            }

            return reals;
        }

        private static int[] Integers(JsonValue value)
        {
            RequireArray(value);
            var integers = new int[value.Items.Count];
            for (var i = 0; i < integers.Length; i++)
            {
                integers[i] = value.Items[i].AsInt32();
            }

            return integers;
        }

        private static void RequireArray(JsonValue value)
        {
            if (value.Kind != JsonKind.Array)
            {
                throw new JsonException($"Expected an array of numbers, found {value}.");
            }
        }
    }
}
