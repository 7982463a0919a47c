using System.Diagnostics;

namespace DiffusionTextures.Baking.Tests;

/// <summary>A disk in memory that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder)
    {
        _folder = folder;
    }

    /// <summary>Mounts one, or returns null where that is not allowed.</summary>
    public static SmallDisk? TryMount(string folder, int bytes)
    {
        Directory.CreateDirectory(folder);
        return OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", folder) == 0 ? new SmallDisk(folder) : null;
    }

    public void Resize(int bytes) => Assert.That(Run("mount", "-o", $"remount,size={bytes}", _folder), Is.Zero);

    public void Dispose() => Run("umount", _folder);

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
