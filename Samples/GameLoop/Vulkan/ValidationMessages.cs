using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>Collects what the validation layer says, warnings and errors.</summary>
internal sealed unsafe class ValidationMessages : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly GCHandle _self;
    private nint _instance;
    private ulong _messenger;

    public ValidationMessages() => _self = GCHandle.Alloc(this);

    /// <summary>For the instance's creation and end, when no messenger exists.</summary>
    public VkDebugUtilsMessengerCreateInfoEXT Info => new()
    {
        messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT,
        messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_ALL,
        pfnUserCallback = &OnMessage,
        pUserData = (void*)GCHandle.ToIntPtr(_self),
    };

    public IReadOnlyList<string> Texts => [.. _texts];

    /// <summary>Listens from now on.</summary>
    public void Listen(nint instance)
    {
        _instance = instance;
        var create = (delegate* unmanaged[Cdecl]<nint, VkDebugUtilsMessengerCreateInfoEXT*, nint, ulong*, int>)Function("vkCreateDebugUtilsMessengerEXT");
        var info = Info;
        ulong messenger;
        Vk.Check(create(instance, &info, 0, &messenger), "vkCreateDebugUtilsMessengerEXT()");
        _messenger = messenger;
    }

    /// <summary>Stops listening, but for what the end of the instance brings up. Before the instance goes.</summary>
    public void StopListening()
    {
        if (_messenger != 0)
        {
            ((delegate* unmanaged[Cdecl]<nint, ulong, nint, void>)Function("vkDestroyDebugUtilsMessengerEXT"))(_instance, _messenger, 0);
            _messenger = 0;
        }
    }

    /// <summary>After the instance has gone. The texts stay.</summary>
    public void Dispose() => _self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint OnMessage(uint severity, uint type, VkDebugUtilsMessengerCallbackDataEXT* data, void* user)
    {
        var messages = (ValidationMessages)GCHandle.FromIntPtr((nint)user).Target!;
        messages._texts.Enqueue(Marshal.PtrToStringUTF8((nint)data->pMessage) ?? "(no text)");
        return 0;
    }

    private nint Function(string name)
    {
        fixed (byte* text = Encoding.ASCII.GetBytes(name + '\0'))
        {
            return Vk.vkGetInstanceProcAddr(_instance, text);
        }
    }
}
