using System;
using System.Collections.Generic;

namespace DiffusionTextures.Schedulers
{
    /// <summary>The table of all schedulers.</summary>
    internal static class SchedulerDescriptors
    {
        private const string Training =
            "num_train_timesteps beta_start beta_end beta_schedule trained_betas prediction_type timestep_spacing steps_offset";

        private const string Distilled =
            " rescale_betas_zero_snr clip_sample clip_sample_range set_alpha_to_one thresholding dynamic_thresholding_ratio sample_max_value"
            + " original_inference_steps timestep_scaling";

        private const string Thresholds = " thresholding dynamic_thresholding_ratio sample_max_value";

        private const string Sigmas = " use_karras_sigmas use_exponential_sigmas use_beta_sigmas";

        private const string Flow = " use_flow_sigmas flow_shift use_dynamic_shifting time_shift_type";

        public static readonly IReadOnlyList<SchedulerDescriptor> All = new[]
        {
            new SchedulerDescriptor(
                SchedulerKind.Ddpm, "DDPMScheduler", "1", 1, "yes", "arXiv:2006.11239", "The original; needs hundreds of steps.",
                Training + " rescale_betas_zero_snr clip_sample clip_sample_range variance_type" + Thresholds),
            new SchedulerDescriptor(
                SchedulerKind.Ddim, "DDIMScheduler", "1", 1, "eta > 0", "arXiv:2010.02502", "Reproducible, invertible; 20 to 50 steps.",
                Training + " rescale_betas_zero_snr clip_sample clip_sample_range set_alpha_to_one eta use_clipped_model_output" + Thresholds),
            new SchedulerDescriptor(
                SchedulerKind.DdimInverse, "DDIMInverseScheduler", "1", 1, "no", "arXiv:2010.02502", "From a picture back to its noise, for editing.",
                Training + " rescale_betas_zero_snr clip_sample clip_sample_range set_alpha_to_one"),
            new SchedulerDescriptor(
                SchedulerKind.Pndm, "PNDMScheduler", "4", 1, "no", "arXiv:2202.09778", "Default of Stable Diffusion 1; 25 to 50 steps.",
                Training + " set_alpha_to_one skip_prk_steps"),
            new SchedulerDescriptor(
                SchedulerKind.LmsDiscrete, "LMSDiscreteScheduler", "1-8", 1, "no", "k-diffusion", "Smooth results at 40 and more steps.",
                Training + Sigmas + " order"),
            new SchedulerDescriptor(
                SchedulerKind.EulerDiscrete, "EulerDiscreteScheduler", "1", 1, "s_churn > 0", "arXiv:2206.00364, algorithm 2",
                "Simple and fast; 20 to 30 steps; SDXL Lightning and Turbo.",
                Training + Sigmas + " rescale_betas_zero_snr interpolation_type timestep_type final_sigmas_type sigma_min sigma_max"
                + " s_churn s_tmin s_tmax s_noise"),
            new SchedulerDescriptor(
                SchedulerKind.EulerAncestralDiscrete, "EulerAncestralDiscreteScheduler", "1", 1, "yes", "arXiv:2206.00364; k-diffusion",
                "Varied detail; 20 to 40 steps; never settles.", Training + " rescale_betas_zero_snr"),
            new SchedulerDescriptor(
                SchedulerKind.HeunDiscrete, "HeunDiscreteScheduler", "2", 2, "no", "arXiv:2206.00364, algorithm 2", "Accurate where time allows.",
                Training + Sigmas + " clip_sample clip_sample_range"),
            new SchedulerDescriptor(
                SchedulerKind.Kdpm2Discrete, "KDPM2DiscreteScheduler", "2", 2, "no", "arXiv:2206.00927; k-diffusion", "Like Heun, with a midpoint.",
                Training + Sigmas),
            new SchedulerDescriptor(
                SchedulerKind.Kdpm2AncestralDiscrete, "KDPM2AncestralDiscreteScheduler", "2", 2, "yes", "arXiv:2206.00927; k-diffusion",
                "Like KDPM2, with fresh noise.", Training + Sigmas),
            new SchedulerDescriptor(
                SchedulerKind.DpmSolverMultistep, "DPMSolverMultistepScheduler", "1-3", 1, "sde algorithms", "arXiv:2211.01095; arXiv:2206.00927",
                "The best all-rounder, with Karras sigmas; 15 to 30 steps.",
                Training + Sigmas + Flow + Thresholds + " rescale_betas_zero_snr solver_order algorithm_type solver_type lower_order_final euler_at_final"
                + " use_lu_lambdas final_sigmas_type lambda_min_clipped variance_type"),
            new SchedulerDescriptor(
                SchedulerKind.DpmSolverSinglestep, "DPMSolverSinglestepScheduler", "1-3", 1, "sde algorithms", "arXiv:2206.00927; arXiv:2211.01095",
                "Few steps without history, 10 to 20.",
                Training + Sigmas + Flow + Thresholds + " solver_order algorithm_type solver_type lower_order_final final_sigmas_type"
                + " lambda_min_clipped variance_type"),
            new SchedulerDescriptor(
                SchedulerKind.DpmSolverSde, "DPMSolverSDEScheduler", "2", 2, "yes", "arXiv:2211.01095; k-diffusion", "Fine detail from few, slow steps.",
                Training + Sigmas + " s_noise"),
            new SchedulerDescriptor(
                SchedulerKind.DeisMultistep, "DEISMultistepScheduler", "1-3", 1, "no", "arXiv:2204.13902", "Good at 10 to 20 steps.",
                Training + Sigmas + Flow + Thresholds + " solver_order algorithm_type solver_type lower_order_final"),
            new SchedulerDescriptor(
                SchedulerKind.UniPCMultistep, "UniPCMultistepScheduler", "1-3", 1, "no", "arXiv:2302.04867", "The fewest steps without distillation, 5 to 15.",
                Training + Sigmas + Flow + Thresholds + " rescale_betas_zero_snr solver_order solver_type predict_x0 lower_order_final disable_corrector"
                + " final_sigmas_type sigma_min sigma_max"),
            new SchedulerDescriptor(
                SchedulerKind.Lcm, "LCMScheduler", "1", 1, "yes", "arXiv:2310.04378", "For latent consistency models and LCM LoRAs; 2 to 8 steps.",
                Training + Distilled),
            new SchedulerDescriptor(
                SchedulerKind.Tcd, "TCDScheduler", "1", 1, "eta > 0", "arXiv:2402.19159", "For TCD LoRAs; 4 to 8 steps.", Training + Distilled + " eta"),
            new SchedulerDescriptor(
                SchedulerKind.FlowMatchEulerDiscrete, "FlowMatchEulerDiscreteScheduler", "1", 1, "stochastic_sampling", "arXiv:2403.03206",
                "For flow-matching models (SD3, FLUX).",
                "num_train_timesteps shift use_dynamic_shifting time_shift_type base_shift max_shift base_image_seq_len max_image_seq_len"
                + " invert_sigmas shift_terminal stochastic_sampling" + Sigmas),
        };

        public static SchedulerDescriptor Of(SchedulerKind kind)
        {
            foreach (var descriptor in All)
            {
                if (descriptor.Kind == kind)
                {
                    return descriptor;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(kind), kind, "This value is no scheduler.");
        }
    }
}
