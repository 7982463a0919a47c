using System.Collections.Generic;

namespace DiffusionTextures.Inference
{
    /// <summary>How every session of one generator is made.</summary>
    internal sealed class SessionSettings
    {
        public SessionSettings(IReadOnlyList<ExecutionProvider> providers, int deviceId, int intraOpNumThreads)
        {
            Providers = providers;
            DeviceId = deviceId;
            IntraOpNumThreads = intraOpNumThreads;
        }

        /// <summary>Tried in order; the first that can be appended is used.</summary>
        public IReadOnlyList<ExecutionProvider> Providers { get; }

        /// <summary>Which GPU, as the provider counts them.</summary>
        public int DeviceId { get; }

        /// <summary>The engine's device for DirectML, or null for the adapter of <see cref="DeviceId"/>.</summary>
        public D3D12Device? DirectMLDevice { get; init; }

        /// <summary>What is in memory when.</summary>
        public MemoryPolicy Memory { get; init; }

        /// <summary>The most rows of a batch that the U-Net and ControlNets run at once.</summary>
        public int MaxBatchRows { get; init; } = int.MaxValue;

        /// <summary>The most memory by estimate; null for what the machine has.</summary>
        public long? MaxMemoryBytes { get; init; }

        /// <summary>Threads per operator; 0 lets ONNX Runtime choose the number of cores.</summary>
        public int IntraOpNumThreads { get; }
    }
}
