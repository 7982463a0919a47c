using System.Collections.Generic;

namespace DiffusionTextures.Schedulers
{
    /// <summary>A scheduler's complete configuration: the class's defaults, the model's values over them, the caller's over those. Immutable.</summary>
    internal sealed class SchedulerConfig
    {
        /// <param name="d">The class's defaults.</param>
        /// <param name="m">The model's values.</param>
        /// <param name="o">The caller's overrides.</param>
        public SchedulerConfig(SchedulerKind kind, SchedulerOptions d, SchedulerOptions m, SchedulerOptions o)
        {
            Kind = kind;
            NumTrainTimesteps = o.NumTrainTimesteps ?? m.NumTrainTimesteps ?? d.NumTrainTimesteps ?? 1000;
            BetaStart = o.BetaStart ?? m.BetaStart ?? d.BetaStart ?? 0.0001;
            BetaEnd = o.BetaEnd ?? m.BetaEnd ?? d.BetaEnd ?? 0.02;
            BetaSchedule = o.BetaSchedule ?? m.BetaSchedule ?? d.BetaSchedule ?? BetaSchedule.Linear;
            TrainedBetas = o.TrainedBetas ?? m.TrainedBetas ?? d.TrainedBetas;
            PredictionType = o.PredictionType ?? m.PredictionType ?? d.PredictionType ?? PredictionType.Epsilon;
            RescaleBetasZeroSnr = o.RescaleBetasZeroSnr ?? m.RescaleBetasZeroSnr ?? d.RescaleBetasZeroSnr ?? false;
            TimestepSpacing = o.TimestepSpacing ?? m.TimestepSpacing ?? d.TimestepSpacing ?? TimestepSpacing.Linspace;
            StepsOffset = o.StepsOffset ?? m.StepsOffset ?? d.StepsOffset ?? 0;
            ClipSample = o.ClipSample ?? m.ClipSample ?? d.ClipSample ?? false;
            ClipSampleRange = o.ClipSampleRange ?? m.ClipSampleRange ?? d.ClipSampleRange ?? 1.0;
            Thresholding = o.Thresholding ?? m.Thresholding ?? d.Thresholding ?? false;
            DynamicThresholdingRatio = o.DynamicThresholdingRatio ?? m.DynamicThresholdingRatio ?? d.DynamicThresholdingRatio ?? 0.995;
            SampleMaxValue = o.SampleMaxValue ?? m.SampleMaxValue ?? d.SampleMaxValue ?? 1.0;
            SetAlphaToOne = o.SetAlphaToOne ?? m.SetAlphaToOne ?? d.SetAlphaToOne ?? true;
            VarianceType = o.VarianceType ?? m.VarianceType ?? d.VarianceType ?? VarianceType.FixedSmall;
            SkipPrkSteps = o.SkipPrkSteps ?? m.SkipPrkSteps ?? d.SkipPrkSteps ?? false;
            UseKarrasSigmas = o.UseKarrasSigmas ?? m.UseKarrasSigmas ?? d.UseKarrasSigmas ?? false;
            UseExponentialSigmas = o.UseExponentialSigmas ?? m.UseExponentialSigmas ?? d.UseExponentialSigmas ?? false;
            UseBetaSigmas = o.UseBetaSigmas ?? m.UseBetaSigmas ?? d.UseBetaSigmas ?? false;
            UseLuLambdas = o.UseLuLambdas ?? m.UseLuLambdas ?? d.UseLuLambdas ?? false;
            UseFlowSigmas = o.UseFlowSigmas ?? m.UseFlowSigmas ?? d.UseFlowSigmas ?? false;
            FlowShift = o.FlowShift ?? m.FlowShift ?? d.FlowShift ?? 1.0;
            UseDynamicShifting = o.UseDynamicShifting ?? m.UseDynamicShifting ?? d.UseDynamicShifting ?? false;
            TimeShiftType = o.TimeShiftType ?? m.TimeShiftType ?? d.TimeShiftType ?? TimeShiftType.Exponential;
            InterpolationType = o.InterpolationType ?? m.InterpolationType ?? d.InterpolationType ?? InterpolationType.Linear;
            TimestepType = o.TimestepType ?? m.TimestepType ?? d.TimestepType ?? TimestepType.Discrete;
            FinalSigmasType = o.FinalSigmasType ?? m.FinalSigmasType ?? d.FinalSigmasType ?? FinalSigmasType.Zero;
            SigmaMin = o.SigmaMin ?? m.SigmaMin ?? d.SigmaMin ?? double.NaN;
            SigmaMax = o.SigmaMax ?? m.SigmaMax ?? d.SigmaMax ?? double.NaN;
            SolverOrder = o.SolverOrder ?? m.SolverOrder ?? d.SolverOrder ?? 2;
            AlgorithmType = o.AlgorithmType ?? m.AlgorithmType ?? d.AlgorithmType ?? DpmAlgorithmType.DpmSolverPlusPlus;
            SolverType = o.SolverType ?? m.SolverType ?? d.SolverType ?? SolverType.Midpoint;
            LowerOrderFinal = o.LowerOrderFinal ?? m.LowerOrderFinal ?? d.LowerOrderFinal ?? true;
            EulerAtFinal = o.EulerAtFinal ?? m.EulerAtFinal ?? d.EulerAtFinal ?? false;
            LambdaMinClipped = o.LambdaMinClipped ?? m.LambdaMinClipped ?? d.LambdaMinClipped ?? double.NegativeInfinity;
            PredictX0 = o.PredictX0 ?? m.PredictX0 ?? d.PredictX0 ?? true;
            DisableCorrector = o.DisableCorrector ?? m.DisableCorrector ?? d.DisableCorrector;
            OriginalInferenceSteps = o.OriginalInferenceSteps ?? m.OriginalInferenceSteps ?? d.OriginalInferenceSteps ?? 50;
            TimestepScaling = o.TimestepScaling ?? m.TimestepScaling ?? d.TimestepScaling ?? 10.0;
            Shift = o.Shift ?? m.Shift ?? d.Shift ?? 1.0;
            BaseShift = o.BaseShift ?? m.BaseShift ?? d.BaseShift ?? 0.5;
            MaxShift = o.MaxShift ?? m.MaxShift ?? d.MaxShift ?? 1.15;
            BaseImageSeqLen = o.BaseImageSeqLen ?? m.BaseImageSeqLen ?? d.BaseImageSeqLen ?? 256;
            MaxImageSeqLen = o.MaxImageSeqLen ?? m.MaxImageSeqLen ?? d.MaxImageSeqLen ?? 4096;
            ShiftTerminal = o.ShiftTerminal ?? m.ShiftTerminal ?? d.ShiftTerminal ?? double.NaN;
            InvertSigmas = o.InvertSigmas ?? m.InvertSigmas ?? d.InvertSigmas ?? false;
            StochasticSampling = o.StochasticSampling ?? m.StochasticSampling ?? d.StochasticSampling ?? false;
            Eta = o.Eta ?? m.Eta ?? d.Eta ?? 0.0;
            UseClippedModelOutput = o.UseClippedModelOutput ?? m.UseClippedModelOutput ?? d.UseClippedModelOutput ?? false;
            SChurn = o.SChurn ?? m.SChurn ?? d.SChurn ?? 0.0;
            STmin = o.STmin ?? m.STmin ?? d.STmin ?? 0.0;
            STmax = o.STmax ?? m.STmax ?? d.STmax ?? double.PositiveInfinity;
            SNoise = o.SNoise ?? m.SNoise ?? d.SNoise ?? 1.0;
            Order = o.Order ?? m.Order ?? d.Order ?? 4;
        }

        public SchedulerKind Kind { get; }

        public int NumTrainTimesteps { get; }

        public double BetaStart { get; }

        public double BetaEnd { get; }

        public BetaSchedule BetaSchedule { get; }

        public IReadOnlyList<double>? TrainedBetas { get; }

        public PredictionType PredictionType { get; }

        public bool RescaleBetasZeroSnr { get; }

        public TimestepSpacing TimestepSpacing { get; }

        public int StepsOffset { get; }

        public bool ClipSample { get; }

        public double ClipSampleRange { get; }

        public bool Thresholding { get; }

        public double DynamicThresholdingRatio { get; }

        public double SampleMaxValue { get; }

        public bool SetAlphaToOne { get; }

        public VarianceType VarianceType { get; }

        public bool SkipPrkSteps { get; }

        public bool UseKarrasSigmas { get; }

        public bool UseExponentialSigmas { get; }

        public bool UseBetaSigmas { get; }

        public bool UseLuLambdas { get; }

        public bool UseFlowSigmas { get; }

        public double FlowShift { get; }

        public bool UseDynamicShifting { get; }

        public TimeShiftType TimeShiftType { get; }

        public InterpolationType InterpolationType { get; }

        public TimestepType TimestepType { get; }

        public FinalSigmasType FinalSigmasType { get; }

        public double SigmaMin { get; }

        public double SigmaMax { get; }

        public int SolverOrder { get; }

        public DpmAlgorithmType AlgorithmType { get; }

        public SolverType SolverType { get; }

        public bool LowerOrderFinal { get; }

        public bool EulerAtFinal { get; }

        public double LambdaMinClipped { get; }

        public bool PredictX0 { get; }

        public IReadOnlyList<int>? DisableCorrector { get; }

        public int OriginalInferenceSteps { get; }

        public double TimestepScaling { get; }

        public double Shift { get; }

        public double BaseShift { get; }

        public double MaxShift { get; }

        public int BaseImageSeqLen { get; }

        public int MaxImageSeqLen { get; }

        public double ShiftTerminal { get; }

        public bool InvertSigmas { get; }

        public bool StochasticSampling { get; }

        public double Eta { get; }

        public bool UseClippedModelOutput { get; }

        public double SChurn { get; }

        public double STmin { get; }

        public double STmax { get; }

        public double SNoise { get; }

        public int Order { get; }
    }
}
