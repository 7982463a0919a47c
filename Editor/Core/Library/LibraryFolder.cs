using System;
using System.IO;

namespace DiffusionTextures.Authoring
{
    /// <summary>The places inside of a library's folder.</summary>
    internal sealed class LibraryFolder
    {
        private const string Hidden = ".dtex";

        private readonly string _hidden;

        /// <exception cref="MaterialException">The folder cannot be made or written.</exception>
        public LibraryFolder(string folder)
        {
            Root = Path.GetFullPath(folder);
            _hidden = Path.Combine(Root, Hidden);
            Trash = Path.Combine(_hidden, "trash");
            Results = Path.Combine(_hidden, "results");
            LockFile = Path.Combine(_hidden, "lock");
            try
            {
                Directory.CreateDirectory(_hidden);
                var ignore = Path.Combine(_hidden, ".gitignore");
                if (!File.Exists(ignore))
                {
                    File.WriteAllText(ignore, "*\n");
                }
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                throw new MaterialException($"The folder '{folder}' cannot be used: {exception.Message} Choose a folder that you may write to.", exception);
            }
        }

        public string Root { get; }

        public string Trash { get; }

        public string Results { get; }

        public string LockFile { get; }

        public string PathOf(string name)
        {
            MaterialName.Check(name);
            return Path.Combine(Root, name + PromptMaterial.FileExtension);
        }

        /// <summary>Removes what a process that was killed while it wrote has left. Call it under the lock: whoever writes holds it.</summary>
        public void Sweep()
        {
            foreach (var file in Directory.EnumerateFiles(Root, ".????????????????????????????????.tmp"))
            {
                File.Delete(file);
            }
        }
    }
}
