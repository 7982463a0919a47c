namespace DiffusionTextures
{
    /// <summary>Where ONNX Runtime computes.</summary>
    public enum ExecutionProvider
    {
        /// <summary>The processor. Always there.</summary>
        Cpu,

        /// <summary>Any Direct3D 12 GPU on Windows.</summary>
        DirectML,

        /// <summary>NVIDIA GPUs, with the CUDA libraries of ONNX Runtime installed.</summary>
        Cuda,

        /// <summary>Apple's GPU and Neural Engine on macOS and iOS.</summary>
        CoreML,

        /// <summary>Any GPU that Dawn can drive: Direct3D 12, Metal or Vulkan.</summary>
        WebGpu,
    }
}
