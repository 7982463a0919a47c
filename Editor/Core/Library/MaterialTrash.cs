using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace DiffusionTextures.Authoring
{
    /// <summary>Deleted documents, each in a folder of its own whose name begins with the time. Not thread-safe.</summary>
    internal sealed class MaterialTrash
    {
        private readonly LibraryFolder _folder;

        public MaterialTrash(LibraryFolder folder)
        {
            _folder = folder;
        }

        /// <exception cref="MaterialException">There is no such material.</exception>
        public TrashedMaterial Take(string name)
        {
            var path = _folder.PathOf(name);
            if (!File.Exists(path))
            {
                throw new MaterialException($"There is no material '{name}' in '{_folder.Root}'. It may be in the trash already.");
            }

            var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
            var trashed = new TrashedMaterial($"{time}-{Guid.NewGuid().ToString("N").Substring(0, 6)}", name);
            Directory.CreateDirectory(Path.Combine(_folder.Trash, trashed.Id));
            File.Move(path, PathOf(trashed));
            return trashed;
        }

        public IReadOnlyList<TrashedMaterial> List()
        {
            var list = new List<TrashedMaterial>();
            if (Directory.Exists(_folder.Trash))
            {
                foreach (var file in Directory.EnumerateFiles(_folder.Trash, "*" + PromptMaterial.FileExtension, SearchOption.AllDirectories))
                {
                    var name = Path.GetFileName(file);
                    list.Add(new TrashedMaterial(
                        Path.GetFileName(Path.GetDirectoryName(file))!, name.Substring(0, name.Length - PromptMaterial.FileExtension.Length)));
                }
            }

            list.Sort((a, b) => string.CompareOrdinal(b.Id, a.Id));
            return list;
        }

        /// <exception cref="MaterialException">It is not there.</exception>
        public TrashedMaterial Find(string id)
        {
            foreach (var trashed in List())
            {
                if (trashed.Id == id)
                {
                    return trashed;
                }
            }

            throw new MaterialException($"The trash has no '{id}'. It may have been restored already.");
        }

        public void Restore(string id, string name)
        {
            File.Move(PathOf(Find(id)), _folder.PathOf(name));
            Directory.Delete(Path.Combine(_folder.Trash, id));
        }

        private string PathOf(TrashedMaterial trashed) => Path.Combine(_folder.Trash, trashed.Id, trashed.Name + PromptMaterial.FileExtension);
    }
}
