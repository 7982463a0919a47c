using System;

namespace DiffusionTextures
{
    /// <summary>A graphics API refused a call. The textures keep the pictures that they had, and the device serves on unless it is lost.</summary>
    public sealed class GraphicsException : DiffusionException
    {
        /// <summary>A graphics failure.</summary>
        /// <param name="call">The function that failed, as the API names it, such as vkAllocateMemory.</param>
        /// <param name="code">What it returned: a VkResult or an HRESULT.</param>
        /// <param name="codeName">The code's name in the API's headers.</param>
        /// <param name="subject">What the call was made for, such as "the 512x512 R16 texture".</param>
        /// <param name="isDeviceLost">Whether the device can do nothing any more.</param>
        /// <param name="remedy">What to do next; a sentence.</param>
        /// <param name="innerException">The failure underneath, or null.</param>
        public GraphicsException(
            string call, int code, string codeName, string subject, bool isDeviceLost, string remedy, Exception? innerException = null)
            : base($"{call} gave {codeName} ({code}) for {subject}. {remedy}", innerException)
        {
            Call = call;
            Code = code;
            Subject = subject;
            IsDeviceLost = isDeviceLost;
        }

        /// <summary>The function that failed, as the API names it.</summary>
        public string Call { get; }

        /// <summary>What it returned: a VkResult or an HRESULT.</summary>
        public int Code { get; }

        /// <summary>What the call was made for.</summary>
        public string Subject { get; }

        /// <summary>Whether the device can do nothing any more: dispose it and adopt or create another.</summary>
        public bool IsDeviceLost { get; }
    }
}
