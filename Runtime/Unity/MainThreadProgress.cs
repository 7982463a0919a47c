using System;
using System.Threading;

namespace DiffusionTextures
{
    /// <summary>Brings progress from the inference thread to the thread that made it, in order. The receiver may touch the engine.</summary>
    internal sealed class MainThreadProgress : IProgress<GenerationProgress>
    {
        private readonly SynchronizationContext _context;
        private readonly IProgress<GenerationProgress> _receiver;

        public MainThreadProgress(SynchronizationContext context, IProgress<GenerationProgress> receiver)
        {
            _context = context;
            _receiver = receiver;
        }

        /// <summary>Null for no receiver.</summary>
        public static MainThreadProgress? For(SynchronizationContext context, IProgress<GenerationProgress>? receiver)
        {
            return receiver == null ? null : new MainThreadProgress(context, receiver);
        }

        public void Report(GenerationProgress value) => _context.Post(_ => _receiver.Report(value), null);
    }
}
