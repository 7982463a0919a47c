using System.Numerics;

namespace GameLoop.Scene;

/// <summary>Triangles over shared vertices, counter-clockwise from outside.</summary>
internal sealed record Mesh(Vertex[] Vertices, ushort[] Indices)
{
    /// <summary>A cube with rounded edges around the origin, one whole texture per face.</summary>
    /// <param name="half">Half of a side.</param>
    /// <param name="radius">Of the rounding.</param>
    public static Mesh RoundedCube(float half, float radius)
    {
        var lines = FaceLines(half, radius);
        var vertices = new List<Vertex>();
        var indices = new List<ushort>();
        foreach (var (normal, tangent) in new[]
        {
            (Vector3.UnitX, -Vector3.UnitZ), (-Vector3.UnitX, Vector3.UnitZ), (Vector3.UnitY, Vector3.UnitX),
            (-Vector3.UnitY, Vector3.UnitX), (Vector3.UnitZ, Vector3.UnitX), (-Vector3.UnitZ, -Vector3.UnitX),
        })
        {
            AddGrid(indices, vertices.Count, lines.Length);
            var up = Vector3.Cross(normal, tangent);
            foreach (var y in lines)
            {
                foreach (var x in lines)
                {
                    var flat = normal * half + tangent * x + up * y;
                    var core = Vector3.Clamp(flat, new Vector3(radius - half), new Vector3(half - radius));
                    var outwards = Vector3.Normalize(flat - core);
                    var along = Vector3.Normalize(tangent - outwards * Vector3.Dot(tangent, outwards));
                    vertices.Add(new Vertex(core + outwards * radius, outwards, along, new Vector2(0.5f + x / (2 * half), 0.5f - y / (2 * half))));
                }
            }
        }

        return new Mesh([.. vertices], [.. indices]);
    }

    /// <summary>A square floor at height 0, its texture repeated.</summary>
    /// <param name="half">Half of a side.</param>
    /// <param name="tile">Side of one texture.</param>
    public static Mesh Floor(float half, float tile)
    {
        var corners = new[] { (-1, 1), (1, 1), (-1, -1), (1, -1) };
        var vertices = Array.ConvertAll(corners, corner =>
        {
            var position = new Vector3(corner.Item1 * half, 0, corner.Item2 * half);
            return new Vertex(position, Vector3.UnitY, Vector3.UnitX, new Vector2(position.X, position.Z) / tile);
        });
        return new Mesh(vertices, [0, 1, 3, 0, 3, 2]);
    }

    /// <summary>Where a face's grid lines lie: even in angle over the rounding, none between.</summary>
    private static float[] FaceLines(float half, float radius)
    {
        const int Steps = 4;
        var rounding = Enumerable.Range(0, Steps + 1).Select(i => half - radius + radius * MathF.Tan(MathF.PI / 4 * i / Steps)).ToArray();
        return [.. rounding.Reverse().Select(line => -line), .. rounding];
    }

    private static void AddGrid(List<ushort> indices, int first, int side)
    {
        for (var y = 0; y < side - 1; y++)
        {
            for (var x = 0; x < side - 1; x++)
            {
                var corner = first + y * side + x;
                foreach (var index in (ReadOnlySpan<int>)[corner, corner + 1, corner + side + 1, corner, corner + side + 1, corner + side])
                {
                    indices.Add((ushort)index);
                }
            }
        }
    }
}
