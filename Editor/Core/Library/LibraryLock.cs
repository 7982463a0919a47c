using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace DiffusionTextures.Authoring
{
    /// <summary>Only one process at a time changes documents. The system opens the lock again when its holder dies.</summary>
    internal sealed class LibraryLock : IDisposable
    {
        private const int PatienceSeconds = 15;
        private const int RetryMilliseconds = 4;

        private readonly FileStream _file;

        private LibraryLock(FileStream file)
        {
            _file = file;
        }

        /// <exception cref="MaterialException">Somebody else holds it for too long, or the folder may not be written.</exception>
        public static LibraryLock Take(string path)
        {
            var clock = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    return new LibraryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                }
                catch (IOException exception)
                {
                    if (clock.Elapsed.TotalSeconds > PatienceSeconds)
                    {
                        throw new MaterialException($"'{path}' is held by another process for {PatienceSeconds} seconds. Close other programs that have this folder open, then try again.", exception);
                    }

                    Thread.Sleep(RetryMilliseconds);
                }
                catch (UnauthorizedAccessException exception)
                {
                    throw new MaterialException($"'{path}' may not be written. Choose a folder that you may write to.", exception);
                }
            }
        }

        public void Dispose() => _file.Dispose();
    }
}
