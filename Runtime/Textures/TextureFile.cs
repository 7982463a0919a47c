using System;
using System.IO;

namespace DiffusionTextures.Textures
{
    /// <summary>Whole-file reading and atomic writing with messages that name the path.</summary>
    internal static class TextureFile
    {
        private const long MaxBytes = 1L << 30;

        /// <exception cref="TextureFileException">The file is missing, not readable, or larger than 1 GB.</exception>
        public static byte[] ReadAll(string path)
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
                if (stream.Length > MaxBytes)
                {
                    throw new TextureFileException($"Cannot read '{path}': it has {stream.Length} bytes, the limit is {MaxBytes}.");
                }

                var bytes = new byte[stream.Length];
                var read = 0;
                while (read < bytes.Length)
                {
                    var count = stream.Read(bytes, read, bytes.Length - read);
                    if (count == 0)
                    {
                        throw new TextureFileException($"Cannot read '{path}': it ended after {read} of {bytes.Length} bytes.");
                    }

                    read += count;
                }

                return bytes;
            }
            catch (Exception exception) when (IsPathFailure(exception))
            {
                throw new TextureFileException($"Cannot read '{path}': {exception.Message} Check that the file exists and may be read.", exception);
            }
        }

        /// <summary>Writes a temporary file into the same folder, flushes it to the disk, then renames it over <paramref name="path"/>.</summary>
        /// <exception cref="TextureFileException">The path is not writable; no partial file is left.</exception>
        public static void WriteAtomically(string path, ReadOnlySpan<byte> content)
        {
            string? temporary = null;
            try
            {
                var full = Path.GetFullPath(path);
                var folder = Path.GetDirectoryName(full);
                if (folder == null || Directory.Exists(full))
                {
                    throw new TextureFileException($"Cannot write '{path}': it is a folder. Give a file name.");
                }

                temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    stream.Write(content);
                    stream.Flush(flushToDisk: true);
                }

                MoveOver(temporary, full);
                temporary = null;
            }
            catch (Exception exception) when (IsPathFailure(exception))
            {
                throw new TextureFileException(
                    $"Cannot write '{path}': {exception.Message} Check that the folder exists, may be written and has space.", exception);
            }
            finally
            {
                DeleteQuietly(temporary);
            }
        }

        private static void MoveOver(string source, string destination)
        {
            if (!File.Exists(destination))
            {
                try
                {
                    File.Move(source, destination);
                    return;
                }
                catch (IOException) when (File.Exists(destination))
                {
                    // Somebody made the file between the question and the move: it is replaced like any other.
                }
            }

            File.Replace(source, destination, null);
        }

        private static void DeleteQuietly(string? temporary)
        {
            if (temporary == null)
            {
                return;
            }

            try
            {
                File.Delete(temporary);
            }
            catch (Exception exception) when (IsPathFailure(exception))
            {
                // The failure that matters is already on its way.
            }
        }

        private static bool IsPathFailure(Exception exception)
        {
            return exception is IOException || exception is UnauthorizedAccessException || exception is ArgumentException
                || exception is NotSupportedException;
        }
    }
}
