using System;
using System.IO;

namespace DiffusionTextures.Authoring
{
    /// <summary>Where the paths inside documents lead. Confined, nothing outside of the folders can be reached: no way up, no absolute path, no link.</summary>
    public sealed class DocumentPaths
    {
        private readonly string _folder;
        private readonly string? _modelFolder;
        private readonly bool _confined;

        /// <summary>Paths of documents.</summary>
        /// <param name="folder">What relative paths begin at.</param>
        /// <param name="confined">Whether paths must stay inside: for documents that a browser or a stranger wrote.</param>
        /// <param name="modelFolder">A second folder to look for models in; null for none.</param>
        public DocumentPaths(string folder, bool confined = false, string? modelFolder = null)
        {
            _folder = Path.GetFullPath(folder ?? throw new ArgumentNullException(nameof(folder)));
            _modelFolder = modelFolder == null ? null : Path.GetFullPath(modelFolder);
            _confined = confined;
        }

        /// <summary>The folder of a model by its path in a document; the pocket model's for null.</summary>
        /// <exception cref="MaterialException">The path is not allowed.</exception>
        public string ModelOf(string? path)
        {
            if (path == null)
            {
                return PocketModel.Folder;
            }

            var own = FileOf(path);
            return Directory.Exists(own) || _modelFolder == null ? own : Resolve(_modelFolder, path);
        }

        /// <summary>A file by its path in a document.</summary>
        /// <exception cref="MaterialException">The path is not allowed.</exception>
        public string FileOf(string path) => Resolve(_folder, path ?? throw new ArgumentNullException(nameof(path)));

        private string Resolve(string root, string path)
        {
            if (!_confined)
            {
                return Path.GetFullPath(Path.Combine(root, path));
            }

            var at = root;
            foreach (var part in path.Split('/'))
            {
                if (!MaterialName.IsValid(part))
                {
                    throw new MaterialException($"The path '{path}' is not allowed here: it must stay inside of the folder. Copy the file there and give its relative path with '/'.");
                }

                at = Path.Combine(at, part);
                if (IsLink(at))
                {
                    throw new MaterialException($"The path '{path}' leads through a link, which is not followed. Copy the file into the folder.");
                }
            }

            return at;
        }

        private static bool IsLink(string path)
        {
            try
            {
                return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
            }
            catch (Exception exception) when (exception is FileNotFoundException || exception is DirectoryNotFoundException)
            {
                return false;
            }
        }
    }
}
