#nullable disable
using System;

namespace UnityEngine
{
    public class Object
    {
        public string name { get => throw Stub.Called; set => throw Stub.Called; }
        public HideFlags hideFlags { get => throw Stub.Called; set => throw Stub.Called; }
        public override int GetHashCode() => throw Stub.Called;
        public override bool Equals(object other) => throw Stub.Called;
        public static void Destroy(Object obj) => throw Stub.Called;
        public static void DestroyImmediate(Object obj) => throw Stub.Called;
        public static implicit operator bool(Object exists) => throw Stub.Called;
        public static bool operator ==(Object x, Object y) => throw Stub.Called;
        public static bool operator !=(Object x, Object y) => throw Stub.Called;
    }

    public class ScriptableObject : Object
    {
        public ScriptableObject() => throw Stub.Called;
        public static T CreateInstance<T>() where T : ScriptableObject => throw Stub.Called;
    }

    public class Component : Object
    {
        public GameObject gameObject => throw Stub.Called;
        public T GetComponent<T>() => throw Stub.Called;
    }

    public sealed class GameObject : Object
    {
        public GameObject(string name) => throw Stub.Called;
        public T AddComponent<T>() where T : Component => throw Stub.Called;
    }

    public class Behaviour : Component
    {
    }

    public class MonoBehaviour : Behaviour
    {
        public MonoBehaviour() => throw Stub.Called;
    }

    [Flags]
    public enum HideFlags
    {
        DontSave = 52,
    }

    public class Texture : Object
    {
        protected Texture() => throw Stub.Called;
        public int mipmapCount => throw Stub.Called;
        public virtual int width { get => throw Stub.Called; set => throw Stub.Called; }
        public virtual int height { get => throw Stub.Called; set => throw Stub.Called; }
        public TextureWrapMode wrapMode { get => throw Stub.Called; set => throw Stub.Called; }
        public FilterMode filterMode { get => throw Stub.Called; set => throw Stub.Called; }
        public nint GetNativeTexturePtr() => throw Stub.Called;
        public bool isDataSRGB => throw Stub.Called;
    }

    public sealed class Texture2D : Texture
    {
        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain, bool linear) => throw Stub.Called;
        public TextureFormat format => throw Stub.Called;
        public static Texture2D CreateExternalTexture(int width, int height, TextureFormat format, bool mipChain, bool linear, nint nativeTex) => throw Stub.Called;
        public void SetPixelData<T>(T[] data, int mipLevel, int sourceDataStartIndex = 0) => throw Stub.Called;
        public void Apply(bool updateMipmaps) => throw Stub.Called;
    }

    public enum TextureFormat
    {
        RGBA32 = 4,
        R16 = 9,
        RGBAHalf = 17,
        RG16 = 62,
        R8 = 63,
    }

    public enum TextureWrapMode
    {
        Repeat = 0,
    }

    public enum FilterMode
    {
        Trilinear = 2,
    }

    public class Material : Object
    {
        public Material(Shader shader) => throw Stub.Called;
        public Material(Material source) => throw Stub.Called;
        public void SetFloat(string name, float value) => throw Stub.Called;
        public void SetTexture(string name, Texture value) => throw Stub.Called;
        public bool HasFloat(string name) => throw Stub.Called;
        public bool HasTexture(string name) => throw Stub.Called;
        public void EnableKeyword(string keyword) => throw Stub.Called;
    }

    public sealed class Shader : Object
    {
        private Shader() => throw Stub.Called;
        public static Shader Find(string name) => throw Stub.Called;
    }

    public class Application
    {
        public static bool isEditor => throw Stub.Called;
        public static bool isPlaying => throw Stub.Called;
        public static string dataPath => throw Stub.Called;
        public static string streamingAssetsPath => throw Stub.Called;
        public static string persistentDataPath => throw Stub.Called;
        public static RuntimePlatform platform => throw Stub.Called;
    }

    public enum RuntimePlatform
    {
    }

    public class Debug
    {
        public static void LogError(object message, Object context) => throw Stub.Called;
    }

    public enum ScaleMode
    {
        ScaleToFit = 2,
    }

    public abstract class PropertyAttribute : Attribute
    {
    }

    public sealed class SerializeField : Attribute
    {
    }

    public class TooltipAttribute : PropertyAttribute
    {
        public TooltipAttribute(string tooltip) => throw Stub.Called;
    }

    public sealed class CreateAssetMenuAttribute : Attribute
    {
        public string menuName { get => throw Stub.Called; set => throw Stub.Called; }
        public string fileName { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public sealed class AddComponentMenu : Attribute
    {
        public AddComponentMenu(string menuName) => throw Stub.Called;
    }
}
