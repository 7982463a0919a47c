using System.Numerics;
using System.Runtime.InteropServices;

namespace GameLoop.Scene;

/// <summary>As surface.vert reads it.</summary>
/// <param name="Position">In metres.</param>
/// <param name="Normal">Of unit length, outwards.</param>
/// <param name="Tangent">Of unit length, to the right in the texture; the bitangent, normal x tangent, goes up in it.</param>
/// <param name="TextureCoordinate">From the texture's upper left corner.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Vertex(Vector3 Position, Vector3 Normal, Vector3 Tangent, Vector2 TextureCoordinate);
