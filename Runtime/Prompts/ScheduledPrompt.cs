namespace DiffusionTextures.Prompts
{
    /// <summary>A prompt and the last step, counted from 1, at which it holds.</summary>
    internal readonly struct ScheduledPrompt
    {
        public ScheduledPrompt(int endStep, string text)
        {
            EndStep = endStep;
            Text = text;
        }

        public int EndStep { get; }

        public string Text { get; }
    }
}
