using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Rejects configurations that no scheduler, or not this one, can run: values out of range and combinations that the reference rejects.</summary>
    internal static class SchedulerRules
    {
        /// <exception cref="ArgumentException">The configuration cannot be run; the message says what would work.</exception>
        public static void Check(SchedulerConfig config)
        {
            CheckBetas(config);
            CheckRanges(config);
            CheckPrediction(config);
            var respacings = Count(config.UseKarrasSigmas) + Count(config.UseExponentialSigmas) + Count(config.UseBetaSigmas) + Count(config.UseLuLambdas);
            Require(
                respacings <= 1,
                config,
                "asks for more than one of use_karras_sigmas, use_exponential_sigmas, use_beta_sigmas and use_lu_lambdas",
                "keep one");
            CheckSolver(config);
        }

        private static void CheckBetas(SchedulerConfig config)
        {
            Require(config.NumTrainTimesteps >= 2, config, $"has num_train_timesteps {config.NumTrainTimesteps}", "use at least 2, usually 1000");
            Require(config.BetaStart > 0 && config.BetaStart < 1, config, $"has beta_start {config.BetaStart}", "use more than 0 and less than 1");
            Require(config.BetaEnd > 0 && config.BetaEnd < 1, config, $"has beta_end {config.BetaEnd}", "use more than 0 and less than 1");
            for (var i = 0; config.TrainedBetas != null && i < config.TrainedBetas.Count; i++)
            {
                var beta = config.TrainedBetas[i];
                Require(beta > 0 && beta <= 1, config, $"has {beta} as trained_betas[{i}]", "use more than 0 and at most 1");
            }

            if (config.TrainedBetas != null)
            {
                Require(
                    config.TrainedBetas.Count == config.NumTrainTimesteps,
                    config,
                    $"has {config.TrainedBetas.Count} trained_betas for {config.NumTrainTimesteps} training timesteps",
                    "make the two equal");
            }

            var onlyDdpm = config.BetaSchedule is BetaSchedule.Sigmoid or BetaSchedule.Laplace;
            Require(!onlyDdpm || config.Kind == SchedulerKind.Ddpm, config, "does not know beta_schedule sigmoid or laplace", "use DDPM for it");
            Require(
                config.BetaSchedule != BetaSchedule.Exp || config.Kind == SchedulerKind.HeunDiscrete,
                config,
                "does not know beta_schedule exp",
                "use Heun for it");
        }

        private static void CheckRanges(SchedulerConfig config)
        {
            Require(config.SolverOrder >= 1 && config.SolverOrder <= 3, config, $"has solver_order {config.SolverOrder}", "use 1, 2 or 3");
            Require(config.Order >= 1 && config.Order <= 8, config, $"has order {config.Order}", "use 1 to 8, usually 4");
            Require(config.Eta >= 0 && config.Eta <= 1, config, $"has eta {config.Eta}", "use 0 to 1");
            Require(config.SChurn >= 0, config, $"has s_churn {config.SChurn}", "use 0 or more");
            Require(config.SNoise >= 0, config, $"has s_noise {config.SNoise}", "use 0 or more, usually 1");
            Require(
                config.DynamicThresholdingRatio >= 0 && config.DynamicThresholdingRatio <= 1,
                config,
                $"has dynamic_thresholding_ratio {config.DynamicThresholdingRatio}",
                "use 0 to 1");
            Require(config.ClipSampleRange > 0, config, $"has clip_sample_range {config.ClipSampleRange}", "use more than 0");
            Require(config.SampleMaxValue > 0, config, $"has sample_max_value {config.SampleMaxValue}", "use more than 0");
            Require(config.StepsOffset >= 0, config, $"has steps_offset {config.StepsOffset}", "use 0 or 1");
            Require(config.OriginalInferenceSteps >= 0, config, $"has original_inference_steps {config.OriginalInferenceSteps}", "use 1 or more, usually 50");
            Require(config.Shift > 0 && config.FlowShift > 0, config, "has a shift that is not positive", "use more than 0");
            Require(!(config.SigmaMin <= 0) && !(config.SigmaMax <= 0), config, "has a sigma_min or sigma_max that is not positive", "use more than 0");
            Require(!(config.SigmaMin >= config.SigmaMax), config, $"has sigma_min {config.SigmaMin} and sigma_max {config.SigmaMax}", "make sigma_min the smaller");
        }

        private static void CheckPrediction(SchedulerConfig config)
        {
            switch (config.PredictionType)
            {
                case PredictionType.Sample:
                    var refuses = config.Kind is SchedulerKind.Pndm or SchedulerKind.EulerAncestralDiscrete or SchedulerKind.Kdpm2Discrete
                        or SchedulerKind.Kdpm2AncestralDiscrete or SchedulerKind.DpmSolverSde;
                    Require(
                        !refuses,
                        config,
                        "cannot run models with prediction_type sample, only epsilon and v_prediction",
                        "use DDIM, Euler, Heun or DPMSolverMultistep");
                    break;
                case PredictionType.FlowPrediction:
                    var solves = config.Kind is SchedulerKind.DpmSolverMultistep or SchedulerKind.DpmSolverSinglestep or SchedulerKind.DeisMultistep
                        or SchedulerKind.UniPCMultistep;
                    Require(
                        solves || config.Kind == SchedulerKind.FlowMatchEulerDiscrete,
                        config,
                        "cannot run models with prediction_type flow_prediction",
                        "use FlowMatchEuler, DPMSolverMultistep, DEIS or UniPC");
                    var noisePrediction = config.AlgorithmType is DpmAlgorithmType.DpmSolver or DpmAlgorithmType.SdeDpmSolver;
                    Require(!noisePrediction, config, "cannot solve flow_prediction with a noise-prediction algorithm", "use algorithm_type dpmsolver++");
                    Require(config.PredictX0, config, "cannot solve flow_prediction with predict_x0 false", "use predict_x0 true");
                    break;
            }

            Require(
                config.Kind != SchedulerKind.Ddpm || !(config.VarianceType is VarianceType.Learned or VarianceType.LearnedRange),
                config,
                "does not read a learned variance",
                "use variance_type fixed_small with a model that predicts noise only");
        }

        private static void CheckSolver(SchedulerConfig config)
        {
            var sde = config.AlgorithmType == DpmAlgorithmType.SdeDpmSolver;
            if (config.Kind is SchedulerKind.DpmSolverMultistep or SchedulerKind.DpmSolverSinglestep)
            {
                var noisePrediction = sde || config.AlgorithmType == DpmAlgorithmType.DpmSolver;
                Require(
                    !(noisePrediction && config.FinalSigmasType == FinalSigmasType.Zero),
                    config,
                    "cannot end at sigma zero with algorithm_type dpmsolver or sde-dpmsolver",
                    "use final_sigmas_type sigma_min, or algorithm_type dpmsolver++");
                Require(!(sde && config.SolverOrder == 3), config, "has no third order for algorithm_type sde-dpmsolver", "use solver_order 2");
                return;
            }

            if (config.Kind == SchedulerKind.DeisMultistep)
            {
                Require(
                    config.AlgorithmType is DpmAlgorithmType.Deis or DpmAlgorithmType.DpmSolver or DpmAlgorithmType.DpmSolverPlusPlus,
                    config,
                    "does not know the sde algorithms",
                    "use algorithm_type deis, or DPMSolverMultistep");
                Require(
                    config.SolverType is SolverType.LogRho or SolverType.Midpoint or SolverType.Heun or SolverType.Bh1 or SolverType.Bh2,
                    config,
                    "does not know this solver_type",
                    "use logrho");
            }
        }

        private static int Count(bool flag) => flag ? 1 : 0;

        private static void Require(bool holds, SchedulerConfig config, string what, string instead)
        {
            if (!holds)
            {
                throw new ArgumentException($"{SchedulerDescriptors.Of(config.Kind).ClassName} {what}; {instead}.");
            }
        }
    }
}
