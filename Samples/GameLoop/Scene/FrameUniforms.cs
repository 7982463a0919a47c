using System.Numerics;
using System.Runtime.InteropServices;

namespace GameLoop.Scene;

/// <summary>The uniform block of Shaders/frame.glsl, std140.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FrameUniforms
{
    public Matrix4x4 ViewProjection;
    public Matrix4x4 InverseViewProjection;
    public Matrix4x4 Cube;
    public Vector4 Eye;
    public Vector4 SunDirection;
    public Vector4 SunRadiance;
    public Vector4 CubeShape;
}
