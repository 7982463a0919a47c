using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace DiffusionTextures.Authoring
{
    /// <summary>Hashes of contents. A file is read once per process as long as its size and time stay. Thread-safe.</summary>
    internal static class FileFingerprint
    {
        private static readonly ConcurrentDictionary<string, string> Known = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

        /// <summary>Hash of a file, or of a folder: every file's relative path and contents.</summary>
        /// <exception cref="MaterialException">There is no such file or folder, or it cannot be read.</exception>
        public static string Of(string path)
        {
            try
            {
                return Directory.Exists(path) ? OfFolder(path) : OfFile(path);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                throw new MaterialException($"'{path}' cannot be read: {exception.Message} Correct the path in the material.", exception);
            }
        }

        public static string OfText(string text)
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            sha.AppendData(Encoding.UTF8.GetBytes(text));
            return Hexadecimal.Of(sha.GetHashAndReset(), 16);
        }

        private static string OfFolder(string folder)
        {
            var files = new List<string>(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
            files.Sort(StringComparer.Ordinal);
            var text = new StringBuilder();
            foreach (var file in files)
            {
                text.Append(file, folder.Length, file.Length - folder.Length).Append(' ').Append(OfFile(file)).Append('\n');
            }

            return OfText(text.ToString());
        }

        private static string OfFile(string path)
        {
            var file = new FileInfo(path);
            var key = $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}";
            if (Known.TryGetValue(key, out var known))
            {
                return known;
            }

            using var sha = SHA256.Create();
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            return Known[key] = Hexadecimal.Of(sha.ComputeHash(stream), 16);
        }
    }
}
