using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DiffusionTextures.Authoring
{
    /// <summary>The name of a result: a hash of everything that affects its pixels, by contents and not by path.</summary>
    internal static class ResultKey
    {
        /// <summary>Changes when the same request gives other pixels than before.</summary>
        private const string PixelVersion = "1";

        /// <exception cref="MaterialException">A file that the settings name is missing or not allowed.</exception>
        public static string Of(GenerationSettings settings, long seed, DocumentPaths paths, IReadOnlyList<ExecutionProvider>? providers)
        {
            var text = new StringBuilder(PixelVersion);
            text.Append('\n').Append(seed.ToString(CultureInfo.InvariantCulture)).Append('\n').Append(MaterialWriter.WriteSettings(settings));
            text.Append("model ").Append(FileFingerprint.Of(paths.ModelOf(settings.Model))).Append('\n');
            foreach (var lora in settings.Edits.Loras)
            {
                text.Append("lora ").Append(FileFingerprint.Of(paths.FileOf(lora.Path))).Append('\n');
            }

            foreach (var embedding in settings.Edits.Embeddings)
            {
                text.Append("embedding ").Append(FileFingerprint.Of(paths.FileOf(embedding.Path))).Append('\n');
            }

            if (settings.Start is { } start)
            {
                text.Append("picture ").Append(FileFingerprint.Of(paths.FileOf(start.Picture))).Append('\n');
                text.Append("mask ").Append(start.Mask == null ? string.Empty : FileFingerprint.Of(paths.FileOf(start.Mask))).Append('\n');
            }

            foreach (var provider in providers ?? System.Array.Empty<ExecutionProvider>())
            {
                text.Append("provider ").Append(provider.ToString()).Append('\n');
            }

            return FileFingerprint.OfText(text.ToString());
        }
    }
}
