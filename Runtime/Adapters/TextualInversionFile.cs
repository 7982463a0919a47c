using System.Collections.Generic;

namespace DiffusionTextures.Adapters
{
    /// <summary>The vectors of a textual inversion (Gal et al. 2022): one row for each token that its placeholder stands for.</summary>
    internal sealed class TextualInversionFile
    {
        private readonly float[] _first;
        private readonly float[]? _second;

        private TextualInversionFile(string path, int count, float[] first, float[]? second)
        {
            Path = path;
            Count = count;
            _first = first;
            _second = second;
        }

        public string Path { get; }

        /// <summary>Number of vectors, which is the number of tokens that the placeholder becomes.</summary>
        public int Count { get; }

        /// <summary>Whether the file has vectors for both text encoders of SDXL.</summary>
        public bool IsPair => _second != null;

        /// <summary>Vectors for one text encoder, [Count, width].</summary>
        /// <exception cref="ModelException">The file has none for the second encoder.</exception>
        public float[] Vectors(bool secondEncoder)
        {
            if (!secondEncoder)
                return _first;
            return _second ?? throw new ModelException($"The embedding '{Path}' is for models with one text encoder; SDXL needs one with the tensors 'clip_l' and 'clip_g'.");
        }

        /// <exception cref="ModelException">The file is damaged or is no embedding.</exception>
        public static TextualInversionFile Open(string path) => Read(SafetensorsFile.Open(path));

        public static TextualInversionFile Read(SafetensorsFile file)
        {
            SafetensorsEntry? small = file.Find("clip_l"), large = file.Find("clip_g");
            if (small != null && large != null && file.Entries.Count == 2)
            {
                int rows = Rows(file, small), others = Rows(file, large);
                if (rows != others)
                    throw new ModelException($"The embedding '{file.Path}' has {rows} vectors for one text encoder and {others} for the other. It is damaged: get it again.");
                return new TextualInversionFile(file.Path, rows, file.Floats(small), file.Floats(large));
            }
            var entries = new List<SafetensorsEntry>(file.Entries);
            SafetensorsEntry? only = file.Find("emb_params") ?? (entries.Count == 1 ? entries[0] : null);
            if (only == null)
                throw new ModelException($"'{file.Path}' is no embedding: it has {entries.Count} tensors. An embedding has one ('emb_params'), or 'clip_l' and 'clip_g' for SDXL.");
            return new TextualInversionFile(file.Path, Rows(file, only), file.Floats(only), null);
        }

        private static int Rows(SafetensorsFile file, SafetensorsEntry entry)
        {
            bool vector = entry.Shape.Length == 1 && entry.Shape[0] > 0;
            if (!vector && (entry.Shape.Length != 2 || entry.Shape[0] < 1 || entry.Shape[0] > 1024 || entry.Shape[1] < 1))
                throw new ModelException($"'{file.Path}' is no embedding: its tensor '{entry.Name}' is [{string.Join(",", entry.Shape)}], where [vectors,width] is expected.");
            return vector ? 1 : (int)entry.Shape[0];
        }
    }
}
