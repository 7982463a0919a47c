using System.Text;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// Writes JSON for people and their version control: two spaces, line feeds, one line for each member and for each object of a list, so that
    /// adding an entry changes one line.
    /// </summary>
    internal static class JsonText
    {
        /// <summary>The document with a line feed at its end.</summary>
        public static string Write(JsonValue value)
        {
            var text = new StringBuilder();
            Append(text, value, 0, false);
            return text.Append('\n').ToString();
        }

        private static void Append(StringBuilder text, JsonValue value, int depth, bool inline)
        {
            switch (value.Kind)
            {
                case JsonKind.Object when value.Members.Count == 0:
                    text.Append("{}");
                    break;
                case JsonKind.Object:
                    AppendObject(text, value, depth, inline);
                    break;
                case JsonKind.Array:
                    AppendArray(text, value, depth, inline);
                    break;
                case JsonKind.String:
                    JsonEscape.Append(text, value.AsString(), true);
                    break;
                default:
                    text.Append(value);
                    break;
            }
        }

        private static void AppendObject(StringBuilder text, JsonValue value, int depth, bool inline)
        {
            text.Append('{');
            var separator = string.Empty;
            foreach (var member in value.Members)
            {
                text.Append(separator);
                NextLine(text, depth + 1, inline);
                JsonEscape.Append(text, member.Key, true);
                text.Append(": ");
                Append(text, member.Value, depth + 1, inline);
                separator = ",";
            }

            NextLine(text, depth, inline);
            text.Append('}');
        }

        private static void AppendArray(StringBuilder text, JsonValue value, int depth, bool inline)
        {
            var holdsObjects = value.Items.Count > 0 && value.Items[0].Kind == JsonKind.Object;
            text.Append('[');
            for (var i = 0; i < value.Items.Count; i++)
            {
                text.Append(i == 0 ? string.Empty : holdsObjects && !inline ? "," : ", ");
                if (holdsObjects && !inline)
                {
                    NextLine(text, depth + 1, false);
                }

                Append(text, value.Items[i], depth + 1, true);
            }

            if (holdsObjects && !inline)
            {
                NextLine(text, depth, false);
            }

            text.Append(']');
        }

        private static void NextLine(StringBuilder text, int depth, bool inline)
        {
            if (inline)
            {
                text.Append(' ');
            }
            else
            {
                text.Append('\n').Append(' ', 2 * depth);
            }
        }
    }
}
