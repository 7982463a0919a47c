using System.Globalization;
using System.Text;

namespace DiffusionTextures.Models.Json
{
    /// <summary>Writes strings as JSON does (RFC 8259, section 7).</summary>
    internal static class JsonEscape
    {
        /// <summary>The string with quotation marks.</summary>
        /// <param name="text">Where to.</param>
        /// <param name="value">What.</param>
        /// <param name="isForFiles">Escapes besides what UTF-8 cannot hold, lone surrogates, and what JavaScript takes for ends of lines.</param>
        public static void Append(StringBuilder text, string value, bool isForFiles)
        {
            text.Append('"');
            foreach (var c in value)
            {
                switch (c)
                {
                    case '"':
                    case '\\':
                        text.Append('\\').Append(c);
                        break;
                    case '\n':
                        text.Append("\\n");
                        break;
                    case '\r':
                        text.Append("\\r");
                        break;
                    case '\t':
                        text.Append("\\t");
                        break;
                    default:
                        _ = c < ' ' || (isForFiles && (c == '\u2028' || c == '\u2029' || char.IsSurrogate(c)))
                            ? text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture))
                            : text.Append(c);
                        break;
                }
            }

            text.Append('"');
        }
    }
}
