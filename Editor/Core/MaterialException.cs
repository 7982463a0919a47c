using System;

namespace DiffusionTextures.Authoring
{
    /// <summary>A prompt material or its folder cannot be used: a document is missing, damaged, too new, or its name is taken.</summary>
    public class MaterialException : DiffusionException
    {
        /// <summary>A failure with its remedy.</summary>
        /// <param name="message">What failed, what was given, what was expected and what to do next.</param>
        /// <param name="innerException">The failure underneath, or null.</param>
        public MaterialException(string message, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }

    /// <summary>A save met a document that somebody else had changed since it was read. Nothing was written; both versions still exist.</summary>
    public sealed class MaterialConflictException : MaterialException
    {
        /// <summary>A conflict.</summary>
        /// <param name="current">What the folder holds now.</param>
        public MaterialConflictException(SavedMaterial current)
            : base($"'{current.Name}' was changed by somebody else since you read it. Take the current version, save again with its revision to replace it, or save yours under another name.")
        {
            Current = current;
        }

        /// <summary>What the folder holds now.</summary>
        public SavedMaterial Current { get; }
    }
}
