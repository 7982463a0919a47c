using System.Runtime.InteropServices;
using System.Text;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Tests.Graphics.Vulkan;

/// <summary>
/// Stands between a device and Vulkan as its vkGetInstanceProcAddr: counts objects, and makes any one call fail. Every function is wrapped by
/// the same delegate of twelve words: the calling conventions of 64-bit systems let a callee ignore words that it does not know.
/// </summary>
internal sealed unsafe class VulkanInterceptor
{
    private static readonly string[] Fallible =
    [
        "vkCreate", "vkAllocate", "vkBind", "vkMap", "vkReset", "vkBegin", "vkEnd", "vkQueue", "vkWait", "vkEnumerate", "vkGetFenceStatus",
        "vkGetPhysicalDeviceImageFormatProperties",
    ];

    private readonly Dictionary<(string, nint), nint> _wrappers = [];
    private readonly List<Delegate> _keptAlive = [];
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nint> _real;
    private readonly Lock _lock = new();
    private nint _device;
    private delegate* unmanaged[Cdecl]<nint, byte*, nint> _realDevice;

    public VulkanInterceptor()
    {
        _real = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)new VulkanLoader(0).GetInstanceProcAddr;
        GetInstanceProcAddr = Keep(new Lookup(Find));
    }

    private delegate nint Lookup(nint instance, byte* name);

    private delegate nint Words(nint a, nint b, nint c, nint d, nint e, nint f, nint g, nint h, nint i, nint j, nint k, nint l);

    /// <summary>What the device under test loads through.</summary>
    public nint GetInstanceProcAddr { get; }

    /// <summary>Functions that were looked up.</summary>
    public IEnumerable<string> Loaded => _wrappers.Keys.Select(key => key.Item1);

    /// <summary>Calls that can fail, in their order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Objects that are alive, by kind.</summary>
    public Dictionary<string, int> Alive { get; } = [];

    /// <summary>The call that fails, counted from 0; none when negative.</summary>
    public int FailAt { get; set; } = -1;

    /// <summary>What it returns.</summary>
    public VkResult FailWith { get; set; }

    /// <summary>Changes arguments of calls, by name: for devices with features that ours does not ask for.</summary>
    public Dictionary<string, Action<nint, nint>> Before { get; } = [];

    private nint Find(nint instance, byte* name)
    {
        var text = Marshal.PtrToStringUTF8((nint)name)!;
        if (text == "vkGetDeviceProcAddr")
        {
            _realDevice = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)_real(instance, name);
            return Wrapper(text, (nint)_realDevice, () => Keep(new Lookup(FindOfDevice)));
        }

        var real = _real(instance, name);
        return real == 0 ? 0 : Wrapper(text, real, () => Keep(Wrap(text, real)));
    }

    private nint FindOfDevice(nint device, byte* name)
    {
        _device = device;
        var text = Marshal.PtrToStringUTF8((nint)name)!;
        var real = _realDevice(device, name);
        return real == 0 ? 0 : Wrapper(text, real, () => Keep(Wrap(text, real)));
    }

    private nint Wrapper(string name, nint real, Func<nint> make)
    {
        lock (_lock)
        {
            return _wrappers.TryGetValue((name, real), out var wrapper) ? wrapper : _wrappers[(name, real)] = make();
        }
    }

    private nint Keep<T>(T function)
        where T : Delegate
    {
        _keptAlive.Add(function);
        return Marshal.GetFunctionPointerForDelegate(function);
    }

    private Words Wrap(string name, nint address)
    {
        var real = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, nint, nint, nint, nint, nint, nint, nint, nint>)address;
        var canFail = Fallible.Any(name.StartsWith);
        return (a, b, c, d, e, f, g, h, i, j, k, l) =>
        {
            if (canFail && IsToFail(name))
            {
                return (nint)FailWith;
            }

            Before.GetValueOrDefault(name)?.Invoke(a, b);
            var result = real(a, b, c, d, e, f, g, h, i, j, k, l);
            Count(name, (VkResult)(int)result, name is "vkDestroyInstance" or "vkDestroyDevice" ? a : b);
            return result;
        };
    }

    private bool IsToFail(string name)
    {
        lock (_lock)
        {
            Calls.Add(name);
            if (Calls.Count - 1 != FailAt)
            {
                return false;
            }
        }

        // A device that is really lost has stopped: so must this one, before its objects are freed.
        if (FailWith == VkResult.VK_ERROR_DEVICE_LOST && _device != 0)
        {
            fixed (byte* waitIdle = Encoding.ASCII.GetBytes("vkDeviceWaitIdle\0"))
            {
                ((delegate* unmanaged[Cdecl]<nint, VkResult>)_realDevice(_device, waitIdle))(_device);
            }
        }

        return true;
    }

    private void Count(string name, VkResult result, nint handle)
    {
        var (verb, change) = name switch
        {
            _ when name.StartsWith("vkCreate") && result == VkResult.VK_SUCCESS => ("vkCreate", 1),
            "vkAllocateMemory" when result == VkResult.VK_SUCCESS => ("vkAllocate", 1),
            _ when name.StartsWith("vkDestroy") && handle != 0 => ("vkDestroy", -1),
            "vkFreeMemory" when handle != 0 => ("vkFree", -1),
            _ => (name, 0),
        };
        if (change != 0)
        {
            lock (_lock)
            {
                var kind = name[verb.Length..].Replace("ComputePipelines", "Pipeline");
                Alive[kind] = Alive.GetValueOrDefault(kind) + change;
                if (kind == "Device" && change < 0)
                {
                    _device = 0;
                }
            }
        }
    }
}
