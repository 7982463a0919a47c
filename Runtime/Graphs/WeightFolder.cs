using System;
using System.Collections.Generic;
using System.IO;

namespace DiffusionTextures.Graphs
{
    /// <summary>The folder of a model file. Weights may lie in it and below it, nowhere else: absolute paths, "..", and links are refused.</summary>
    internal sealed class WeightFolder
    {
        private readonly Dictionary<string, long> _lengths = new Dictionary<string, long>(StringComparer.Ordinal);

        /// <param name="path">Absolute path of the folder; null for a model that was not read from a file and can have no external weights.</param>
        public WeightFolder(string? path) => Path = path;

        public string? Path { get; }

        /// <summary>Length of an external data file.</summary>
        /// <param name="location">The path as the model states it.</param>
        /// <exception cref="WireException">The path leaves the folder, or the file is missing.</exception>
        public long LengthOf(string location)
        {
            if (_lengths.TryGetValue(location, out long known))
                return known;
            string path = Resolve(location);
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new WireException($"its weights lie in '{location}', and that file is not in the model's folder; copy the whole folder of the export, data files included");
            return _lengths[location] = file.Length;
        }

        /// <summary>The file behind a location that was checked.</summary>
        public string Resolve(string location)
        {
            if (Path == null)
                throw new WireException($"its weights lie in the file '{location}', but the model was given without a folder");
            if (location.Length == 0 || location.Contains('\0') || location.Contains(':') || location[0] == '/' || location[0] == '\\')
                throw new WireException($"its weights lie at '{location}', which is no path inside the model's folder");
            string path = Path;
            foreach (string part in location.Split('/', '\\'))
            {
                if (part == "..")
                    throw new WireException($"its weights lie at '{location}', outside the model's folder");
                if (part.Length == 0 || part == ".")
                    continue;
                path = System.IO.Path.Combine(path, part);
                if ((File.Exists(path) || Directory.Exists(path)) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0)
                    throw new WireException($"its weights lie at '{location}', which is a link; put the file itself into the model's folder (huggingface-cli download with --local-dir does so)");
            }
            return path;
        }
    }
}
