namespace DiffusionTextures.Prompts
{
    /// <summary>One sequence for the text encoder: 77 ids with begin and end, and the weight of each.</summary>
    internal sealed class PromptChunk
    {
        public PromptChunk(int[] ids, float[] weights, int tokenCount)
        {
            Ids = ids;
            Weights = weights;
            TokenCount = tokenCount;
        }

        /// <summary>[77]: begin, the text's ids, end, padding.</summary>
        public int[] Ids { get; }

        /// <summary>[77]: 1 for begin, end and padding.</summary>
        public float[] Weights { get; }

        /// <summary>Ids of the text, without begin, end and padding.</summary>
        public int TokenCount { get; }
    }
}
