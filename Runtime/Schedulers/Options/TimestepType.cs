namespace DiffusionTextures
{
    /// <summary>What Euler gives the model as its timestep (diffusers timestep_type).</summary>
    public enum TimestepType
    {
        /// <summary>The training step. Key: <c>discrete</c>.</summary>
        Discrete,

        /// <summary>0.25 log sigma, for v-prediction models. Key: <c>continuous</c>.</summary>
        Continuous,
    }
}
