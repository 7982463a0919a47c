using DiffusionTextures.Adapters;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>What one LoRA adds to one node.</summary>
    internal sealed class LoraContribution
    {
        public LoraContribution(OnnxNode node, int lora, LoraLayer layer)
        {
            Node = node;
            Lora = lora;
            Layer = layer;
        }

        public OnnxNode Node { get; }

        /// <summary>Index of the LoRA in the list of the edit.</summary>
        public int Lora { get; }

        public LoraLayer Layer { get; }
    }
}
