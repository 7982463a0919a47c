using System.Text.Json;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>Reads JSON strings that System.Text.Json refuses: those that hold a lone surrogate.</summary>
internal static class JsonText
{
    public static string Read(JsonElement element) => JsonValue.Parse(element.GetRawText()).AsString();
}
