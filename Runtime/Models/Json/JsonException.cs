using System;

namespace DiffusionTextures.Models.Json
{
    /// <summary>Text that is not JSON, or JSON of another shape than asked for. The message names line and column, or the path of the value.</summary>
    internal sealed class JsonException : FormatException
    {
        public JsonException(string message)
            : base(message)
        {
        }
    }
}
