#if !NET5_0_OR_GREATER
namespace System.Runtime.CompilerServices
{
    /// <summary>Lets the C# 9 compiler emit <c>init</c> accessors for netstandard2.1, whose core library lacks the type.</summary>
    internal static class IsExternalInit
    {
    }
}
#endif
