namespace GameLoop.Interop;

/// <summary>Vulkan or the window system refused something; the message says which call.</summary>
internal sealed class VulkanException(string message) : Exception(message);
