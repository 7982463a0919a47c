using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DiffusionTextures.Materials;
using DiffusionTextures.Models.Json;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// Finished pictures by the hash of everything that affects them, each in a folder that appears whole or not at all. What is lost can be made
    /// again from a history's record. Thread-safe; several processes may share a folder.
    /// </summary>
    public sealed class ResultCache
    {
        private const int IdLength = 32;
        private const string ReportFile = "result.json";
        private const string Unfinished = "unfinished-";

        private readonly string _folder;

        /// <summary>A cache; its folder is made when something is stored.</summary>
        public ResultCache(string folder)
        {
            _folder = Path.GetFullPath(folder ?? throw new ArgumentNullException(nameof(folder)));
        }

        /// <summary>Whether a result is here.</summary>
        public bool Contains(string id) => Hexadecimal.Is(id ?? throw new ArgumentNullException(nameof(id)), IdLength) && File.Exists(Path.Combine(_folder, id, ReportFile));

        /// <summary>What a result was made with, or null when it is not here.</summary>
        public ResultReport? Find(string id)
        {
            if (!Contains(id))
            {
                return null;
            }

            try
            {
                return ResultReport.Read(JsonValue.Parse(File.ReadAllText(Path.Combine(_folder, id, ReportFile))));
            }
            catch (Exception exception) when (exception is IOException || exception is JsonException)
            {
                return null;
            }
        }

        /// <summary>The PNG file of a map, or null when it is not here.</summary>
        public string? FileOf(string id, MaterialMaps map)
        {
            var path = Contains(id) ? Path.Combine(_folder, id, MapNames.Of(map) + ".png") : null;
            return path != null && File.Exists(path) ? path : null;
        }

        /// <summary>The maps of a result as pictures.</summary>
        /// <exception cref="MaterialException">The result is not here.</exception>
        /// <exception cref="TextureFileException">A file is damaged.</exception>
        public IReadOnlyDictionary<MaterialMaps, TextureImage> Load(string id)
        {
            var textures = new Dictionary<MaterialMaps, TextureImage>();
            foreach (var map in MapNames.Each)
            {
                if (FileOf(id, map) is { } file)
                {
                    textures.Add(map, TextureImage.Load(file));
                }
            }

            return textures.Count > 0 ? textures : throw new MaterialException($"The picture '{id}' is no longer stored. Generate it again from the history; it will be the same.");
        }

        /// <summary>Stores a result; one that is here already stays.</summary>
        /// <exception cref="MaterialException">The disk does not take it.</exception>
        public void Store(string id, MaterialTextures textures)
        {
            _ = textures ?? throw new ArgumentNullException(nameof(textures));
            if (!Hexadecimal.Is(id ?? throw new ArgumentNullException(nameof(id)), IdLength))
            {
                throw new ArgumentException($"'{id}' is no result's name: {IdLength} hexadecimal digits are.", nameof(id));
            }

            var temporary = Path.Combine(_folder, Unfinished + Guid.NewGuid().ToString("N"));
            try
            {
                Directory.CreateDirectory(temporary);
                foreach (var pair in textures)
                {
                    TextureFile.WriteAtomically(Path.Combine(temporary, MapNames.Of(pair.Key) + ".png"), PngWriter.Write(pair.Value, PngMetadata.Empty));
                }

                var report = JsonText.Write(ResultReport.From(textures).ToJson());
                TextureFile.WriteAtomically(Path.Combine(temporary, ReportFile), Encoding.UTF8.GetBytes(report));
                if (!Contains(id))
                {
                    Directory.Move(temporary, Path.Combine(_folder, id));
                }
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is TextureFileException)
            {
                // Two processes may finish the same picture at once: the second one finds it there.
                if (!Contains(id))
                {
                    throw new MaterialException($"The picture could not be stored in '{_folder}': {exception.Message}", exception);
                }
            }
            finally
            {
                if (Directory.Exists(temporary))
                {
                    Directory.Delete(temporary, true);
                }
            }
        }

        /// <summary>Deletes the oldest results until what is left fits, and what a killed process left half-written a day ago.</summary>
        /// <param name="maxBytes">How much may stay.</param>
        /// <param name="keep">Results that stay in any case: favourites.</param>
        public void Trim(long maxBytes, ISet<string> keep)
        {
            _ = keep ?? throw new ArgumentNullException(nameof(keep));
            if (!Directory.Exists(_folder))
            {
                return;
            }

            var results = new List<DirectoryInfo>(new DirectoryInfo(_folder).EnumerateDirectories());
            results.Sort((a, b) => b.LastWriteTimeUtc.CompareTo(a.LastWriteTimeUtc));
            long total = 0;
            foreach (var result in results)
            {
                foreach (var file in result.EnumerateFiles())
                {
                    total += file.Length;
                }

                var isStale = result.Name.StartsWith(Unfinished, StringComparison.Ordinal) && result.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1);
                if (isStale || (total > maxBytes && Hexadecimal.Is(result.Name, IdLength) && !keep.Contains(result.Name)))
                {
                    result.Delete(true);
                }
            }
        }
    }
}
