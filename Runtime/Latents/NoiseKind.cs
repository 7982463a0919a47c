namespace DiffusionTextures
{
    /// <summary>Whose random numbers a seed stands for. The same seed gives other noise with each of them.</summary>
    public enum NoiseKind
    {
        /// <summary>torch.randn on the CPU (Mersenne Twister): diffusers with a CPU generator, ComfyUI, AUTOMATIC1111 set to CPU. Seeds count modulo 2^32.</summary>
        TorchCpu,

        /// <summary>torch.randn on an NVIDIA GPU (Philox 4x32-10): AUTOMATIC1111's default, diffusers with a CUDA generator.</summary>
        TorchCuda,

        /// <summary>numpy.random.RandomState(seed).randn: the ONNX pipelines of diffusers. Seeds count modulo 2^32.</summary>
        NumPy,
    }
}
