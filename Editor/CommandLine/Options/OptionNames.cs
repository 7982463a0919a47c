namespace DiffusionTextures.CommandLine.Options;

/// <summary>Which option stands behind a property of the API.</summary>
internal static class OptionNames
{
    /// <summary>The option that sets the property or parameter <paramref name="member"/>, or null.</summary>
    public static string? Of(string? member)
    {
        if (member == nameof(TextureRequest.Prompt))
        {
            return "PROMPT";
        }

        return RequestOptions.All.FirstOrDefault(option => option.Member == member)?.Symbol.Name
            ?? GeneratorOptions.All.FirstOrDefault(option => option.Member == member)?.Symbol.Name;
    }
}
