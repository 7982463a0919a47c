using System;
using System.Collections.Generic;
using System.IO;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// The prompt materials of one folder. Every change is written whole or not at all, and never over somebody else's: a save names the revision
    /// that it was made from. Thread-safe; several processes may have the same folder open.
    /// </summary>
    public sealed class MaterialLibrary
    {
        /// <summary>Pictures that a history keeps beside its favourites.</summary>
        public const int MaxHistory = 200;

        private readonly object _gate = new object();
        private readonly LibraryFolder _folder;
        private readonly MaterialDocuments _documents;
        private readonly MaterialTrash _trash;
        private Dictionary<string, string>? _seen;

        /// <summary>Opens a folder, and makes it where there is none.</summary>
        /// <exception cref="MaterialException">The folder cannot be made or written.</exception>
        public MaterialLibrary(string folder)
        {
            _folder = new LibraryFolder(folder ?? throw new ArgumentNullException(nameof(folder)));
            _documents = new MaterialDocuments(_folder);
            _trash = new MaterialTrash(_folder);
            using (LibraryLock.Take(_folder.LockFile))
            {
                _folder.Sweep();
            }
        }

        /// <summary>Full path of the folder.</summary>
        public string Folder => _folder.Root;

        /// <summary>Where this library's results lie.</summary>
        public string ResultsFolder => _folder.Results;

        /// <summary>Every material in the order of their names; one that cannot be read says why.</summary>
        public IReadOnlyList<MaterialEntry> List()
        {
            lock (_gate)
            {
                var entries = new List<MaterialEntry>();
                foreach (var name in _documents.Names())
                {
                    try
                    {
                        entries.Add(new MaterialEntry(name, _documents.Read(name), null));
                    }
                    catch (MaterialException exception)
                    {
                        entries.Add(new MaterialEntry(name, null, exception.Message));
                    }
                }

                return entries;
            }
        }

        /// <summary>Reads one material.</summary>
        /// <exception cref="MaterialException">There is none, or it cannot be read.</exception>
        public SavedMaterial Open(string name)
        {
            lock (_gate)
            {
                return _documents.Read(name);
            }
        }

        /// <summary>Adds a material.</summary>
        /// <exception cref="MaterialException">The name is taken, in any case, or cannot be a name.</exception>
        public SavedMaterial Create(string name, PromptMaterial material)
        {
            _ = material ?? throw new ArgumentNullException(nameof(material));
            return Change(() =>
            {
                RequireFree(name, null);
                return _documents.Write(name, material);
            });
        }

        /// <summary>Replaces what people author of a material; the history stays the folder's.</summary>
        /// <param name="name">The material.</param>
        /// <param name="material">What to save.</param>
        /// <param name="revision">The revision that it was made from.</param>
        /// <exception cref="MaterialConflictException">The folder holds another revision; nothing was written.</exception>
        /// <exception cref="MaterialException">There is no such material, or it cannot be written.</exception>
        public SavedMaterial Save(string name, PromptMaterial material, string revision)
        {
            _ = material ?? throw new ArgumentNullException(nameof(material));
            return Change(() =>
            {
                var current = _documents.ReadAnew(name);
                return current.Revision == revision
                    ? _documents.Write(name, material with { History = current.Material.History })
                    : throw new MaterialConflictException(current);
            });
        }

        /// <summary>Adds a picture to a material's history; one with the same id moves to the end and stays a favourite.</summary>
        /// <exception cref="MaterialException">There is no such material, or it cannot be written.</exception>
        public SavedMaterial AddGeneration(string name, GenerationRecord record)
        {
            _ = record ?? throw new ArgumentNullException(nameof(record));
            return ChangeHistory(name, history =>
            {
                var at = history.FindIndex(candidate => candidate.Id == record.Id);
                var favourite = at >= 0 && history[at].Favourite;
                history.RemoveAll(candidate => candidate.Id == record.Id);
                history.Add(favourite ? record with { Favourite = true } : record);
                var surplus = history.FindAll(candidate => !candidate.Favourite).Count - MaxHistory;
                for (; surplus > 0; surplus--)
                {
                    history.RemoveAt(history.FindIndex(candidate => !candidate.Favourite));
                }
            });
        }

        /// <summary>Marks a picture of the history, or takes the mark away.</summary>
        /// <exception cref="MaterialException">There is no such material or picture.</exception>
        public SavedMaterial SetFavourite(string name, string id, bool favourite)
        {
            return ChangeHistory(name, history =>
            {
                var at = RequireRecord(name, history, id);
                history[at] = history[at] with { Favourite = favourite };
            });
        }

        /// <summary>Takes a picture out of the history; its result stays until the results are trimmed.</summary>
        /// <exception cref="MaterialException">There is no such material or picture.</exception>
        public SavedMaterial RemoveGeneration(string name, string id) => ChangeHistory(name, history => history.RemoveAt(RequireRecord(name, history, id)));

        /// <summary>Gives a material another name.</summary>
        /// <exception cref="MaterialException">There is no such material, or the new name is taken or cannot be a name.</exception>
        public SavedMaterial Rename(string name, string newName)
        {
            return Change(() =>
            {
                _documents.ReadAnew(name);
                RequireFree(newName, name);
                File.Move(_folder.PathOf(name), _folder.PathOf(newName));
                return _documents.Read(newName);
            });
        }

        /// <summary>Copies a material, its history included, under a free name such as "brick 2".</summary>
        /// <exception cref="MaterialException">There is no such material, or it cannot be written.</exception>
        public SavedMaterial Duplicate(string name)
        {
            return Change(() => _documents.Write(FreeName(name), _documents.ReadAnew(name).Material));
        }

        /// <summary>Moves a material to the trash.</summary>
        /// <exception cref="MaterialException">There is no such material, or it cannot be moved.</exception>
        public TrashedMaterial Delete(string name) => Change(() => _trash.Take(name));

        /// <summary>What lies in the trash, the newest first.</summary>
        public IReadOnlyList<TrashedMaterial> Trash()
        {
            lock (_gate)
            {
                return _trash.List();
            }
        }

        /// <summary>Brings a material back from the trash, under a free name where its own is taken.</summary>
        /// <exception cref="MaterialException">It is not in the trash.</exception>
        public SavedMaterial Restore(string trashId)
        {
            return Change(() =>
            {
                var name = FreeName(_trash.Find(trashId).Name);
                _trash.Restore(trashId, name);
                return _documents.Read(name);
            });
        }

        /// <summary>Which materials changed since the last call, whoever changed them. The first call only remembers.</summary>
        public IReadOnlyDictionary<string, MaterialChange> Scan()
        {
            lock (_gate)
            {
                var now = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var entry in List())
                {
                    now.Add(entry.Name, entry.Saved?.Version ?? entry.Problem!);
                }

                var changes = new SortedDictionary<string, MaterialChange>(StringComparer.Ordinal);
                foreach (var before in _seen ?? now)
                {
                    if (!now.TryGetValue(before.Key, out var version))
                    {
                        changes.Add(before.Key, MaterialChange.Removed);
                    }
                    else if (version != before.Value)
                    {
                        changes.Add(before.Key, MaterialChange.Changed);
                    }
                }

                foreach (var name in now.Keys)
                {
                    if (_seen?.ContainsKey(name) == false)
                    {
                        changes.Add(name, MaterialChange.Added);
                    }
                }

                _seen = now;
                return changes;
            }
        }

        private SavedMaterial ChangeHistory(string name, Action<List<GenerationRecord>> change)
        {
            return Change(() =>
            {
                var current = _documents.ReadAnew(name);
                var history = new List<GenerationRecord>(current.Material.History);
                change(history);
                return _documents.Write(name, current.Material with { History = history });
            });
        }

        private T Change<T>(Func<T> change)
        {
            lock (_gate)
            {
                using (LibraryLock.Take(_folder.LockFile))
                {
                    try
                    {
                        return change();
                    }
                    catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
                    {
                        throw new MaterialException($"The folder '{Folder}' could not be changed: {exception.Message}", exception);
                    }
                }
            }
        }

        private void RequireFree(string name, string? except)
        {
            MaterialName.Check(name);
            foreach (var taken in _documents.Names())
            {
                if (taken != except && string.Equals(taken, name, StringComparison.OrdinalIgnoreCase))
                {
                    throw new MaterialException($"There is a material '{taken}' already. Choose another name than '{name}'.");
                }
            }
        }

        private string FreeName(string name)
        {
            var taken = new HashSet<string>(_documents.Names(), StringComparer.OrdinalIgnoreCase);
            var space = name.LastIndexOf(' ');
            var stem = space > 0 && int.TryParse(name.AsSpan(space + 1), out _) ? name.Substring(0, space) : name;
            stem = stem.Length > MaterialName.MaxLength - 6 ? stem.Substring(0, MaterialName.MaxLength - 6) : stem;
            var free = name;
            for (var number = 2; taken.Contains(free); number++)
            {
                free = $"{stem} {number}";
            }

            return free;
        }

        private static int RequireRecord(string name, List<GenerationRecord> history, string id)
        {
            var at = history.FindIndex(candidate => candidate.Id == id);
            return at >= 0 ? at : throw new MaterialException($"The history of '{name}' has no picture '{id}'. It may have been removed elsewhere.");
        }
    }
}
