using System;

namespace DiffusionTextures
{
    /// <summary>A failure of the package that is neither a wrong argument nor a wrong order of calls. Catch a subclass to tell which part failed.</summary>
    public abstract class DiffusionException : Exception
    {
        /// <summary>Made by the subclasses only.</summary>
        /// <param name="message">What failed, what was given, what was expected and what to do next.</param>
        /// <param name="innerException">The failure underneath, or null.</param>
        private protected DiffusionException(string message, Exception? innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>A model folder or an adapter file cannot be used: something is missing, damaged, unsupported or does not fit together.</summary>
    public sealed class ModelException : DiffusionException
    {
        /// <summary>A model failure with its remedy.</summary>
        /// <param name="message">What failed, what was given, what was expected and what to do next.</param>
        /// <param name="innerException">The failure underneath, or null.</param>
        public ModelException(string message, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }

    /// <summary>ONNX Runtime failed while running a loaded model, or the model gave numbers that cannot become a picture.</summary>
    public sealed class InferenceException : DiffusionException
    {
        /// <summary>An inference failure with its remedy.</summary>
        /// <param name="message">What failed, what was given, what was expected and what to do next.</param>
        /// <param name="innerException">The failure underneath, or null.</param>
        public InferenceException(string message, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
