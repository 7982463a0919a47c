namespace DiffusionTextures
{
    /// <summary>Variant of a multistep or singlestep solver (diffusers solver_type).</summary>
    public enum SolverType
    {
        /// <summary>Midpoint form of the second order. Key: <c>midpoint</c>.</summary>
        Midpoint,

        /// <summary>Heun form of the second order. Key: <c>heun</c>.</summary>
        Heun,

        /// <summary>Log-rho form of DEIS. Key: <c>logrho</c>.</summary>
        LogRho,

        /// <summary>UniPC with B(h) = h. Key: <c>bh1</c>.</summary>
        Bh1,

        /// <summary>UniPC with B(h) = exp(h) - 1. Key: <c>bh2</c>.</summary>
        Bh2,
    }
}
