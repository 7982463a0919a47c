using System;

namespace DiffusionTextures.Inference
{
    /// <summary>How much memory the models of a generator and their runs may take.</summary>
    internal sealed class MemoryBudget
    {
        private readonly bool _isGiven;

        private MemoryBudget(long bytes, bool isGiven)
        {
            Bytes = bytes;
            _isGiven = isGiven;
        }

        /// <summary>The most that they may take.</summary>
        public long Bytes { get; }

        /// <summary>Where the number comes from, as the end of a sentence.</summary>
        public string Source => _isGiven
            ? $"{Megabytes(Bytes)} is what {nameof(TextureGeneratorOptions.MaxMemoryBytes)} allows"
            : $"{Megabytes(Bytes)} is all that this process can have. {nameof(TextureGeneratorOptions.MaxMemoryBytes)} overrules this estimate";

        /// <summary>The caller's limit, else what the machine has; null where that is unknown, as with graphics memory.</summary>
        public static MemoryBudget? Of(long? limit, ExecutionProvider provider)
        {
            if (limit is { } given)
            {
                return new MemoryBudget(given, true);
            }

            return provider == ExecutionProvider.Cpu && SystemMemory.ForThisProcess() is { } bytes ? new MemoryBudget(bytes, false) : null;
        }

        /// <summary>A size for messages.</summary>
        public static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:N1} MB");
    }
}
