namespace DiffusionTextures
{
    /// <summary>The schedulers, one per class of the reference (its name without "Scheduler").</summary>
    public enum SchedulerKind
    {
        /// <summary>Denoising diffusion probabilistic models.</summary>
        Ddpm,

        /// <summary>Denoising diffusion implicit models.</summary>
        Ddim,

        /// <summary>DDIM from picture to noise.</summary>
        DdimInverse,

        /// <summary>Pseudo numerical methods, also known as PLMS.</summary>
        Pndm,

        /// <summary>Linear multistep in sigma space.</summary>
        LmsDiscrete,

        /// <summary>Euler's method in sigma space.</summary>
        EulerDiscrete,

        /// <summary>Euler's method with new noise in each step.</summary>
        EulerAncestralDiscrete,

        /// <summary>Heun's method, two model calls per step.</summary>
        HeunDiscrete,

        /// <summary>DPM-Solver-2 of k-diffusion, two model calls per step.</summary>
        Kdpm2Discrete,

        /// <summary>DPM-Solver-2 of k-diffusion with new noise in each step.</summary>
        Kdpm2AncestralDiscrete,

        /// <summary>DPM-Solver and DPM-Solver++, multistep.</summary>
        DpmSolverMultistep,

        /// <summary>DPM-Solver and DPM-Solver++, singlestep.</summary>
        DpmSolverSinglestep,

        /// <summary>DPM-Solver++ (SDE) of k-diffusion, two model calls per step.</summary>
        DpmSolverSde,

        /// <summary>Diffusion exponential integrator sampler.</summary>
        DeisMultistep,

        /// <summary>Unified predictor-corrector.</summary>
        UniPCMultistep,

        /// <summary>Latent consistency models.</summary>
        Lcm,

        /// <summary>Trajectory consistency distillation.</summary>
        Tcd,

        /// <summary>Euler's method for flow-matching models.</summary>
        FlowMatchEulerDiscrete,
    }
}
