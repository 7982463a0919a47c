using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Authoring
{
    /// <summary>Reads and writes the documents of one folder; what has not changed on the disk is not parsed again. Not thread-safe.</summary>
    internal sealed class MaterialDocuments
    {
        private const long MaxBytes = 16 << 20;

        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false, true);

        private readonly LibraryFolder _folder;
        private readonly Dictionary<string, KeyValuePair<Stamp, SavedMaterial>> _known = new Dictionary<string, KeyValuePair<Stamp, SavedMaterial>>(StringComparer.Ordinal);

        public MaterialDocuments(LibraryFolder folder)
        {
            _folder = folder;
        }

        /// <summary>Every name in the folder, in order.</summary>
        public List<string> Names()
        {
            var names = new List<string>();
            foreach (var file in new DirectoryInfo(_folder.Root).EnumerateFiles("*" + PromptMaterial.FileExtension))
            {
                var name = file.Name.Substring(0, file.Name.Length - PromptMaterial.FileExtension.Length);
                if (MaterialName.IsValid(name) && (file.Attributes & FileAttributes.ReparsePoint) == 0)
                {
                    names.Add(name);
                }
            }

            names.Sort(StringComparer.OrdinalIgnoreCase);
            return names;
        }

        /// <summary>
        /// As <see cref="Read"/>, from the disk in any case: two saves of one length within a tick of the file system's clock look alike, and whoever is about to write
        /// must not take the first for the second.
        /// </summary>
        /// <exception cref="MaterialException">There is none, or it cannot be read.</exception>
        public SavedMaterial ReadAnew(string name)
        {
            _known.Remove(name);
            return Read(name);
        }

        /// <exception cref="MaterialException">There is none, or it cannot be read.</exception>
        public SavedMaterial Read(string name)
        {
            var path = _folder.PathOf(name);
            var file = new FileInfo(path);
            if (!file.Exists || (file.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                _known.Remove(name);
                throw new MaterialException($"There is no material '{name}' in '{_folder.Root}'. It may have been renamed or moved to the trash.");
            }

            var stamp = new Stamp(file.LastWriteTimeUtc, file.Length);
            if (_known.TryGetValue(name, out var known) && known.Key.Equals(stamp))
            {
                return known.Value;
            }

            if (file.Length > MaxBytes)
            {
                throw new MaterialException($"'{name}' has {file.Length} bytes; documents have up to {MaxBytes}. Is it a prompt material?");
            }

            var saved = Parse(name, ReadText(path));
            _known[name] = new KeyValuePair<Stamp, SavedMaterial>(stamp, saved);
            return saved;
        }

        /// <summary>Writes a document whole or not at all.</summary>
        /// <exception cref="MaterialException">The disk does not take it; the old document is still there.</exception>
        public SavedMaterial Write(string name, PromptMaterial material)
        {
            var path = _folder.PathOf(name);
            var text = material.ToJson();
            try
            {
                TextureFile.WriteAtomically(path, Utf8.GetBytes(text));
            }
            catch (TextureFileException exception)
            {
                throw new MaterialException($"'{name}' could not be saved, what was saved before is still there. {exception.Message}", exception);
            }

            _known.Remove(name);
            return new SavedMaterial(name, material, RevisionOf(material), FileFingerprint.OfText(text));
        }

        private static SavedMaterial Parse(string name, string text)
        {
            try
            {
                var material = PromptMaterial.Parse(text);
                return new SavedMaterial(name, material, RevisionOf(material), FileFingerprint.OfText(material.ToJson()));
            }
            catch (MaterialException exception)
            {
                throw new MaterialException($"'{name}' cannot be read. {exception.Message}", exception);
            }
        }

        private static string ReadText(string path)
        {
            try
            {
                return File.ReadAllText(path, Utf8);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is DecoderFallbackException)
            {
                throw new MaterialException($"'{path}' cannot be read: {exception.Message}", exception);
            }
        }

        private static string RevisionOf(PromptMaterial material) => FileFingerprint.OfText(MaterialWriter.WriteAuthored(material));

        private readonly struct Stamp : IEquatable<Stamp>
        {
            private readonly DateTime _written;
            private readonly long _length;

            public Stamp(DateTime written, long length)
            {
                _written = written;
                _length = length;
            }

            public bool Equals(Stamp other) => _written == other._written && _length == other._length;

            public override bool Equals(object? obj) => obj is Stamp other && Equals(other);

            public override int GetHashCode() => HashCode.Combine(_written, _length);
        }
    }
}
