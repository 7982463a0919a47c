using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Baking.Store;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Baking.Report;

/// <summary>The report of a bake as one HTML file that needs nothing beside it: contact sheets of every material, with settings, times and failures.</summary>
internal static class BakeReportPage
{
    /// <param name="plan">What was asked for.</param>
    /// <param name="outcomes">What became of it.</param>
    /// <param name="store">Has the pictures.</param>
    /// <param name="elapsed">The whole bake.</param>
    public static string Write(BakePlan plan, IReadOnlyList<PictureOutcome> outcomes, PictureStore store, TimeSpan elapsed)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Text(Path.GetFileName(plan.Manifest.Path))}: {outcomes.Count} pictures</title>\n<style>\n{Resource("report.css")}</style>\n");
        page.Append(CultureInfo.InvariantCulture, $"<header><h1>{Text(Path.GetFileNameWithoutExtension(plan.Manifest.Path))}</h1>\n<p>{Summary(outcomes, elapsed)}</p>\n");
        page.Append("<input id=\"filter\" type=\"search\" placeholder=\"Filter by prompt, variant or seed\" aria-label=\"Filter\"></header>\n<main>\n");
        foreach (var material in outcomes.GroupBy(outcome => outcome.Picture.Material))
        {
            page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(material.Key)} <small>{material.Count()}</small></h2>\n<div class=\"sheet\">\n");
            foreach (var outcome in material)
            {
                Append(page, outcome, store);
            }

            page.Append("</div></section>\n");
        }

        return page.Append(CultureInfo.InvariantCulture, $"</main>\n<script>\n{Resource("report.js")}</script>\n</html>\n").ToString();
    }

    private static string Summary(IReadOnlyList<PictureOutcome> outcomes, TimeSpan elapsed)
    {
        var parts = outcomes.GroupBy(outcome => outcome.State).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Words(group.Key)}");
        return string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count} pictures in {elapsed.TotalSeconds:F1} s: {string.Join(", ", parts)}");
    }

    private static void Append(StringBuilder page, PictureOutcome outcome, PictureStore store)
    {
        var request = outcome.Picture.Recipe.Request;
        var prompt = request.Prompt;
        page.Append(CultureInfo.InvariantCulture, $"<figure class=\"{outcome.State.ToString().ToLowerInvariant()}\" data-text=\"{Text($"{request.Prompt} {outcome.Picture.Variant} {request.Seed}".ToLowerInvariant())}\">\n");
        if (outcome.State is not (PictureState.Failed or PictureState.Waiting) && store.Find(outcome.Key) is { } stored)
        {
            // What the seed chose of a wildcard stands in the picture's own settings.
            prompt = JsonNode.Parse(stored.Settings)?["prompt"]?.GetValue<string>() ?? prompt;
            var maps = new PictureMaps(stored, null);
            var albedo = Thumbnail.Url(maps, MaterialMaps.Albedo, Thumbnail.Large) ?? Thumbnail.Url(maps, maps.Keys.First(), Thumbnail.Large);
            page.Append(CultureInfo.InvariantCulture, $"<button class=\"tile\" style=\"background-image:url({albedo})\" aria-label=\"Tile {Text(outcome.Picture.Variant)}\"></button>\n<div class=\"maps\">");
            foreach (var map in maps.Keys.Where(map => map != MaterialMaps.Albedo))
            {
                page.Append(CultureInfo.InvariantCulture, $"<img alt=\"{MapNames.Of(map)}\" title=\"{MapNames.Of(map)}\" src=\"{Thumbnail.Url(maps, map, Thumbnail.Small)}\">");
            }

            page.Append("</div>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"<figcaption><b>{Text(outcome.Picture.Variant)}</b><p>{Text(prompt)}</p><dl>{Settings(outcome)}</dl>");
        page.Append(outcome.Error == null ? string.Empty : $"<p class=\"error\">{Text(outcome.Error)}</p>").Append("</figcaption></figure>\n");
    }

    private static string Settings(PictureOutcome outcome)
    {
        var request = outcome.Picture.Recipe.Request;
        (string Name, string? Value)[] settings =
        [
            ("seed", request.Seed?.ToString(CultureInfo.InvariantCulture)),
            ("size", request.Width is { } width ? $"{width}x{request.Height}" : null),
            ("steps", request.NumInferenceSteps?.ToString(CultureInfo.InvariantCulture)),
            ("guidance", request.GuidanceScale?.ToString(CultureInfo.InvariantCulture)),
            ("time", outcome.Time > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{outcome.Time.TotalMilliseconds:F0} ms") : null),
            ("how", Words(outcome.State)),
        ];
        return string.Concat(settings.Where(setting => setting.Value != null).Select(setting => $"<div><dt>{setting.Name}</dt><dd>{Text(setting.Value!)}</dd></div>"));
    }

    private static string Words(PictureState state) => state switch
    {
        PictureState.Generated => "generated",
        PictureState.FromStore => "from the store",
        PictureState.Unchanged => "unchanged",
        PictureState.Failed => "failed",
        _ => "not begun",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var stream = typeof(BakeReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
