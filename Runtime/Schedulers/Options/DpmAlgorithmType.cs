namespace DiffusionTextures
{
    /// <summary>Which equation a DPM solver integrates (diffusers algorithm_type).</summary>
    public enum DpmAlgorithmType
    {
        /// <summary>The data-prediction ODE. Key: <c>dpmsolver++</c>.</summary>
        DpmSolverPlusPlus,

        /// <summary>The noise-prediction ODE. Key: <c>dpmsolver</c>.</summary>
        DpmSolver,

        /// <summary>The data-prediction SDE. Key: <c>sde-dpmsolver++</c>.</summary>
        SdeDpmSolverPlusPlus,

        /// <summary>The noise-prediction SDE. Key: <c>sde-dpmsolver</c>.</summary>
        SdeDpmSolver,

        /// <summary>Exponential integrator of DEIS. Key: <c>deis</c>.</summary>
        Deis,
    }
}
