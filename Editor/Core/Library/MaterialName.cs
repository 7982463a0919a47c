using System;

namespace DiffusionTextures.Authoring
{
    /// <summary>Which names a material, a file or a folder may have, so that the same folder works on every system.</summary>
    public static class MaterialName
    {
        /// <summary>The longest name.</summary>
        public const int MaxLength = 80;

        private const string Forbidden = "/\\:*?\"<>|";

        private static readonly string[] Reserved = { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$" };

        /// <summary>Refuses names that some system could not store, or that would lead out of a folder.</summary>
        /// <exception cref="MaterialException">The name is none; the message says why.</exception>
        public static void Check(string name)
        {
            if (WhyNot(name ?? throw new ArgumentNullException(nameof(name))) is { } reason)
            {
                throw new MaterialException($"'{Shorten(name)}' cannot be a name: {reason}. Use letters, digits, spaces, '-' and '_'.");
            }
        }

        /// <summary>Whether <see cref="Check"/> lets a name pass.</summary>
        public static bool IsValid(string name) => WhyNot(name ?? throw new ArgumentNullException(nameof(name))) == null;

        private static string? WhyNot(string name)
        {
            if (name.Length == 0 || name.Length > MaxLength)
            {
                return $"it has {name.Length} characters, 1 to {MaxLength} are allowed";
            }

            foreach (var c in name)
            {
                if (c < ' ' || c == 127 || char.IsSurrogate(c) || Forbidden.Contains(c))
                {
                    return c < ' ' || c == 127 || char.IsSurrogate(c) ? "it has a character that not every system can show" : $"it has a '{c}'";
                }
            }

            if (name[0] == '.' || name[0] == ' ' || name[name.Length - 1] == '.' || name[name.Length - 1] == ' ')
            {
                return "it begins or ends with a dot or a space";
            }

            return IsReserved(name) ? "Windows reserves it" : null;
        }

        // CON, con.txt and COM1 open devices on Windows, in any folder.
        private static bool IsReserved(string name)
        {
            var dot = name.IndexOf('.');
            var stem = (dot < 0 ? name : name.Substring(0, dot)).TrimEnd().ToUpperInvariant();
            return Array.IndexOf(Reserved, stem) >= 0
                || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal))
                    && (char.IsDigit(stem[3]) || stem[3] == '\u00B9' || stem[3] == '\u00B2' || stem[3] == '\u00B3'));
        }

        private static string Shorten(string name) => name.Length <= MaxLength ? name : name.Remove(MaxLength) + "...";
    }
}
