using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace DiffusionTextures.Inference
{
    /// <summary>The memory that a Linux process can come to have: what it has, what is free, and the swap, within its control group's limit.</summary>
    /// <remarks>Windows and macOS grow their page files, so that no such number is known there.</remarks>
    internal static class SystemMemory
    {
        private const string MemInfo = "/proc/meminfo";
        private const string Status = "/proc/self/status";
        private const string Groups = "/proc/self/cgroup";
        private const string GroupRoot = "/sys/fs/cgroup";

        /// <summary>Bytes; null where nothing tells.</summary>
        public static long? ForThisProcess()
        {
            try
            {
                return File.Exists(MemInfo) ? Of(File.ReadAllLines(MemInfo), File.ReadAllLines(Status), GroupLimit()) : null;
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                return null;
            }
        }

        /// <param name="memInfo">Lines of /proc/meminfo.</param>
        /// <param name="status">Lines of /proc/self/status.</param>
        /// <param name="groupLimit">The control group's limit; null for none.</param>
        /// <returns>Bytes; null where the lines do not tell.</returns>
        public static long? Of(IReadOnlyList<string> memInfo, IReadOnlyList<string> status, long? groupLimit)
        {
            if (!(Find(memInfo, "MemAvailable:") is { } available) || !(Find(status, "VmRSS:") is { } own))
            {
                return null;
            }

            var swap = (Find(memInfo, "SwapFree:") ?? 0) + (Find(status, "VmSwap:") ?? 0);
            return Math.Min(available + own, groupLimit ?? long.MaxValue) + swap;
        }

        /// <summary>The lowest limit of the process's control group (version 2) and those around it, or of version 1's; null for none.</summary>
        private static long? GroupLimit()
        {
            var limit = Limit(GroupRoot + "/memory/memory.limit_in_bytes") ?? long.MaxValue;
            foreach (var line in File.Exists(Groups) ? File.ReadAllLines(Groups) : Array.Empty<string>())
            {
                if (line.StartsWith("0::", StringComparison.Ordinal))
                {
                    for (var folder = line.Substring(3); folder.Length > 0; folder = folder.Substring(0, folder.LastIndexOf('/')))
                    {
                        limit = Math.Min(limit, Limit(GroupRoot + folder + "/memory.max") ?? long.MaxValue);
                    }
                }
            }

            return Math.Min(limit, Limit(GroupRoot + "/memory.max") ?? long.MaxValue);
        }

        /// <summary>Null where there is no such file and for "max".</summary>
        private static long? Limit(string path)
        {
            return File.Exists(path) && long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : (long?)null;
        }

        /// <summary>A number that the kernel gives in kB.</summary>
        private static long? Find(IReadOnlyList<string> lines, string name)
        {
            foreach (var line in lines)
            {
                if (line.StartsWith(name, StringComparison.Ordinal))
                {
                    return long.Parse(line.Substring(name.Length).Replace("kB", string.Empty).Trim(), NumberStyles.None, CultureInfo.InvariantCulture) * 1024;
                }
            }

            return null;
        }
    }
}
