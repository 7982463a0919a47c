using System;

namespace DiffusionTextures.Graphs
{
    /// <summary>Bytes that are no valid protobuf message. The file's reader catches it and names the file in a <see cref="ModelException"/>.</summary>
    internal sealed class WireException : Exception
    {
        public WireException(string message)
            : base(message)
        {
        }
    }
}
