using System.Threading;

namespace DiffusionTextures
{
    /// <summary>
    /// How urgent a request is. Keep the object and change it while the request waits: what comes near the camera overtakes. Requests of one
    /// urgency run in the order in which they were made; one that runs is not interrupted.
    /// </summary>
    /// <remarks>Thread-safe. Several requests may share one.</remarks>
    public sealed class RequestPriority
    {
        private int _value;

        /// <summary>A priority.</summary>
        /// <param name="value">The larger, the sooner; requests without a priority have 0.</param>
        public RequestPriority(int value = 0)
        {
            _value = value;
        }

        /// <summary>The larger, the sooner. Counts when the generator chooses its next request.</summary>
        public int Value
        {
            get => Volatile.Read(ref _value);
            set => Volatile.Write(ref _value, value);
        }
    }
}
