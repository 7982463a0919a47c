using System;

namespace DiffusionTextures
{
    /// <summary>A texture file cannot be read or written: damaged, unsupported, too large, or its path is not usable.</summary>
    public sealed class TextureFileException : DiffusionException
    {
        /// <summary>A file failure with its remedy.</summary>
        /// <param name="message">What failed, what was given, what was expected and what to do next.</param>
        /// <param name="innerException">The failure underneath, or null.</param>
        public TextureFileException(string message, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
