namespace DiffusionTextures.Schedulers
{
    /// <summary>The weights of one fused solver step.</summary>
    /// <remarks>
    /// kept = clamp(P sample + Q model, -Limit, Limit);  sample = U sample + V model + W kept + sum of weighted extra tensors.
    /// </remarks>
    internal readonly struct StepWeights
    {
        public StepWeights(double p, double q, double u, double v, double w, double limit = double.PositiveInfinity)
        {
            P = (float)p;
            Q = (float)q;
            U = (float)u;
            V = (float)v;
            W = (float)w;
            Limit = (float)limit;
        }

        public float P { get; }

        public float Q { get; }

        public float U { get; }

        public float V { get; }

        public float W { get; }

        public float Limit { get; }
    }
}
