using System.Collections.Generic;

namespace DiffusionTextures.Conditioning
{
    /// <summary>What steers the U-Net in one request: the rows of its batch besides the latents.</summary>
    /// <remarks>All rows have the same number of tokens, a multiple of 77, and the same width.</remarks>
    internal sealed class TextConditioning
    {
        public TextConditioning(int tokens, int dim, IReadOnlyList<ConditioningRow> negative, IReadOnlyList<ConditioningRow> positive)
        {
            Tokens = tokens;
            Dim = dim;
            Negative = negative;
            Positive = positive;
        }

        /// <summary>Length T of the conditioning.</summary>
        public int Tokens { get; }

        /// <summary>Width D of the conditioning.</summary>
        public int Dim { get; }

        /// <summary>One row per picture; empty when there is no guidance.</summary>
        public IReadOnlyList<ConditioningRow> Negative { get; }

        /// <summary>One row per picture, or several where a prompt is composed with AND.</summary>
        public IReadOnlyList<ConditioningRow> Positive { get; }

        /// <summary>A row by its place in the batch: negatives first.</summary>
        public ConditioningRow Row(int row) => row < Negative.Count ? Negative[row] : Positive[row - Negative.Count];
    }

    /// <summary>One row of conditioning, for one picture.</summary>
    internal sealed class ConditioningRow
    {
        private static readonly IReadOnlyDictionary<string, float[]> NoExtras = new Dictionary<string, float[]>();

        public ConditioningRow(int image, float weight, float[] hiddenStates)
        {
            Image = image;
            Weight = weight;
            HiddenStates = hiddenStates;
        }

        /// <summary>Index of the picture that the row belongs to.</summary>
        public int Image { get; }

        /// <summary>Weight of this row's direction under guidance; 1 unless composed with AND.</summary>
        public float Weight { get; }

        /// <summary>[T,D], row-major.</summary>
        public float[] HiddenStates { get; }

        /// <summary>Values for further inputs of the U-Net by their name, such as SDXL's text_embeds and time_ids: one row each.</summary>
        public IReadOnlyDictionary<string, float[]> Extras { get; init; } = NoExtras;
    }
}
