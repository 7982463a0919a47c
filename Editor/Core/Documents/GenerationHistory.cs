using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>The rules of a material's history.</summary>
    internal static class GenerationHistory
    {
        /// <summary>
        /// Adds a picture: one with the same id moves to the end and stays a favourite; the oldest that are no favourites leave where there are more
        /// than <see cref="MaterialLibrary.MaxHistory"/>.
        /// </summary>
        public static void Add(List<GenerationRecord> history, GenerationRecord record)
        {
            var at = history.FindIndex(candidate => candidate.Id == record.Id);
            var favourite = at >= 0 && history[at].Favourite;
            history.RemoveAll(candidate => candidate.Id == record.Id);
            history.Add(favourite ? record with { Favourite = true } : record);
            var surplus = history.FindAll(candidate => !candidate.Favourite).Count - MaterialLibrary.MaxHistory;
            for (; surplus > 0; surplus--)
            {
                history.RemoveAt(history.FindIndex(candidate => !candidate.Favourite));
            }
        }
    }
}
