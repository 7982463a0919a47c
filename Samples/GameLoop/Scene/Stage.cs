using System.Numerics;

namespace GameLoop.Scene;

/// <summary>Where everything stands at a time: a cube that turns above a floor in late afternoon light.</summary>
internal static class Stage
{
    /// <summary>Half of the cube's side, in metres.</summary>
    public const float CubeHalf = 0.8f;

    /// <summary>Of the cube's edges.</summary>
    public const float CubeRadius = 0.055f;

    /// <summary>Side of one texture on the floor: as large as on the cube.</summary>
    public const float FloorTile = 1.6f;

    /// <summary>Half of the floor's side; the haze ends earlier.</summary>
    public const float FloorHalf = 60;

    private static readonly Vector3 Eye = new(2.2f, 2.15f, 3.85f);
    private static readonly Vector3 LookAt = new(0.06f, 0.72f, 0);

    /// <summary>The uniforms of one frame.</summary>
    /// <param name="seconds">Since the start.</param>
    /// <param name="aspect">Width over height.</param>
    public static FrameUniforms At(double seconds, float aspect)
    {
        var turn = (float)((0.45 + seconds * 0.45) % Math.Tau);
        var bob = MathF.Sin(turn * 2) * 0.04f;
        var view = Matrix4x4.CreateLookAt(Eye, LookAt, Vector3.UnitY);
        var viewProjection = view * Matrix4x4.CreatePerspectiveFieldOfView(0.64f, aspect, 0.1f, 150);
        Matrix4x4.Invert(viewProjection, out var inverse);
        return new FrameUniforms
        {
            ViewProjection = viewProjection,
            InverseViewProjection = inverse,
            Cube = Matrix4x4.CreateRotationY(turn) * Matrix4x4.CreateRotationZ(0.09f) * Matrix4x4.CreateTranslation(0, 1.08f + bob, 0),
            Eye = new Vector4(Eye, 1),
            SunDirection = new Vector4(Vector3.Normalize(new Vector3(-0.72f, 0.58f, 0.52f)), 0),
            SunRadiance = new Vector4(3.9f, 3.35f, 2.7f, 0),
            CubeShape = new Vector4(CubeHalf - CubeRadius, CubeRadius, 0.9f, FloorTile),
        };
    }
}
