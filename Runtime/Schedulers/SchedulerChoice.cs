namespace DiffusionTextures
{
    /// <summary>What a scheduler's name stands for: the class and the options that the name implies.</summary>
    public sealed class SchedulerChoice
    {
        internal SchedulerChoice(SchedulerKind kind, SchedulerOptions options)
        {
            Kind = kind;
            Options = options;
        }

        /// <summary>The scheduler.</summary>
        public SchedulerKind Kind { get; }

        /// <summary>The options that the name implies, such as Karras sigmas.</summary>
        public SchedulerOptions Options { get; }
    }
}
