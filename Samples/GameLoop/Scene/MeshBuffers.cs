using System.Runtime.InteropServices;
using GameLoop.Interop;
using GameLoop.Vulkan;

namespace GameLoop.Scene;

/// <summary>A mesh on the device.</summary>
internal sealed class MeshBuffers : IDisposable
{
    private readonly GpuBuffer _vertices;
    private readonly GpuBuffer _indices;
    private readonly uint _count;

    public MeshBuffers(VulkanContext context, Mesh mesh)
    {
        _vertices = Fill(context, mesh.Vertices, VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
        _indices = Fill(context, mesh.Indices, VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
        _count = (uint)mesh.Indices.Length;
    }

    /// <summary>Records one draw.</summary>
    public void Draw(nint commands)
    {
        Vk.vkCmdBindVertexBuffers(commands, 0, 1, _vertices.Handle, 0);
        Vk.vkCmdBindIndexBuffer(commands, _indices.Handle, 0, VK_INDEX_TYPE_UINT16);
        Vk.vkCmdDrawIndexed(commands, _count, 1, 0, 0, 0);
    }

    public void Dispose()
    {
        _vertices.Dispose();
        _indices.Dispose();
    }

    private static GpuBuffer Fill<T>(VulkanContext context, T[] values, uint usage)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes<T>(values);
        var buffer = new GpuBuffer(context, bytes.Length, usage);
        bytes.CopyTo(buffer.Bytes);
        return buffer;
    }
}
