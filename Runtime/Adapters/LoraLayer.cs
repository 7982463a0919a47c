using System;

namespace DiffusionTextures.Adapters
{
    /// <summary>
    /// What a LoRA adds to one linear layer or convolution. Low rank: W += weight Up Down, with alpha/rank multiplied into Up. Full (LoHa): W += weight Delta.
    /// </summary>
    internal sealed class LoraLayer
    {
        public LoraLayer(LoraPart part, string key, string name)
        {
            Part = part;
            Key = key;
            Name = name;
        }

        public LoraPart Part { get; }

        /// <summary>Module path with underscores for dots, as kohya writes it and as dotted names are brought to: "mid_block_attentions_0_proj_in".</summary>
        public string Key { get; }

        /// <summary>The module's name in the file, for messages.</summary>
        public string Name { get; }

        /// <summary>Rank; 0 for a full difference.</summary>
        public int Rank { get; private set; }

        /// <summary>Outputs of the layer.</summary>
        public int Out { get; private set; }

        /// <summary>Inputs of the layer.</summary>
        public int In { get; private set; }

        /// <summary>Height and width of the convolution's kernel; 1 for linear layers.</summary>
        public int KernelHeight { get; private set; } = 1;

        public int KernelWidth { get; private set; } = 1;

        /// <summary>[Rank, In, KernelHeight, KernelWidth].</summary>
        public float[] Down { get; private set; } = Array.Empty<float>();

        /// <summary>[Out, Rank].</summary>
        public float[] Up { get; private set; } = Array.Empty<float>();

        /// <summary>[Out, In, KernelHeight, KernelWidth] of a full difference.</summary>
        public float[] Delta { get; private set; } = Array.Empty<float>();

        public void SetLowRank(int rank, int outputs, int inputs, int kernelHeight, int kernelWidth, float[] down, float[] up)
        {
            Rank = rank;
            Out = outputs;
            In = inputs;
            KernelHeight = kernelHeight;
            KernelWidth = kernelWidth;
            Down = down;
            Up = up;
        }

        public void SetFull(int outputs, int inputs, int kernelHeight, int kernelWidth, float[] delta)
        {
            Out = outputs;
            In = inputs;
            KernelHeight = kernelHeight;
            KernelWidth = kernelWidth;
            Delta = delta;
        }
    }
}
