namespace DiffusionTextures.Inference
{
    /// <summary>Element types that diffusion exports use at their edges.</summary>
    internal enum TensorElement
    {
        Float32,
        Float16,
        Int32,
        Int64,
    }
}
