namespace DiffusionTextures
{
    /// <summary>Which way the green channel of a normal map points.</summary>
    public enum NormalConvention
    {
        /// <summary>Green is up in the picture: Unity, Blender, Godot, glTF.</summary>
        OpenGL,

        /// <summary>Green is down in the picture: Unreal, 3ds Max, CryEngine.</summary>
        DirectX,
    }
}
