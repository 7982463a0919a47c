using System;

/// <summary>What every body of the stubs throws: they are for the compiler, not to be run.</summary>
internal static class Stub
{
    public static NotSupportedException Called => new NotSupportedException("This is a stub of Unity's API for compiling. Run the code in Unity.");
}
