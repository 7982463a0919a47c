namespace DiffusionTextures
{
    /// <summary>What the model predicts (diffusers prediction_type).</summary>
    public enum PredictionType
    {
        /// <summary>The noise. Key: <c>epsilon</c>.</summary>
        Epsilon,

        /// <summary>The velocity v = alpha eps - sigma x0. Key: <c>v_prediction</c>.</summary>
        VPrediction,

        /// <summary>The clean latent x0. Key: <c>sample</c>.</summary>
        Sample,

        /// <summary>The flow eps - x0 of rectified-flow models. Key: <c>flow_prediction</c>.</summary>
        FlowPrediction,
    }
}
