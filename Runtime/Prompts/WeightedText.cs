namespace DiffusionTextures.Prompts
{
    /// <summary>A part of a prompt and the weight of its tokens. A chunk break is the text BREAK with the weight -1.</summary>
    internal readonly struct WeightedText
    {
        public WeightedText(string text, double weight)
        {
            Text = text;
            Weight = weight;
        }

        public string Text { get; }

        public double Weight { get; }

        /// <summary>Ends the chunk of 75 tokens. A break inside of brackets has another weight and is no break, as in the reference.</summary>
        public bool IsBreak => Weight == -1 && Text == AttentionParser.Break;
    }
}
