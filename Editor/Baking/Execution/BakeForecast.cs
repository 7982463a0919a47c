using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Execution;

/// <summary>What a bake would take, from one picture that is really made. That picture is kept in the store.</summary>
/// <param name="Pictures">Pictures of the plan.</param>
/// <param name="Files">Files of the plan.</param>
/// <param name="Missing">Pictures that neither lie in the output folder nor in the store.</param>
/// <param name="PictureTime">One picture on one generator; zero when nothing is missing.</param>
/// <param name="PictureBytes">Its maps in the store.</param>
internal sealed record BakeForecast(int Pictures, int Files, int Missing, TimeSpan PictureTime, long PictureBytes)
{
    /// <summary>The missing pictures one after the other; several generators take less.</summary>
    public TimeSpan Time => Missing * PictureTime;

    /// <summary>The missing pictures in the store and again in the output folder.</summary>
    public long Bytes => 2 * Missing * PictureBytes;

    public static async Task<BakeForecast> MeasureAsync(BakePlan plan, BakeOptions options, CancellationToken cancellationToken)
    {
        var store = new PictureStore(options.StoreFolder);
        var hashes = new FileHashes(Path.Combine(store.Folder, "files.json"));
        var output = new OutputFolder(plan.Manifest.OutputFolder);
        var missing = plan.Pictures.Select(picture => (Picture: picture, Key: RecipeKey.Of(picture.Recipe, hashes)))
            .Where(entry => !output.IsCurrent(entry.Picture, entry.Key) && !store.Contains(entry.Key)).DistinctBy(entry => entry.Key).ToList();
        hashes.Save();
        var files = plan.Pictures.Sum(picture => picture.Files.Count);
        if (missing.Count == 0)
        {
            return new BakeForecast(plan.Pictures.Count, files, 0, TimeSpan.Zero, 0);
        }

        // The picture of median size stands for all.
        var sample = missing.OrderBy(entry => (entry.Picture.Recipe.Request.Width ?? 0) * (entry.Picture.Recipe.Request.Height ?? 0)).ElementAt(missing.Count / 2);
        using var generator = await TextureGenerator.LoadAsync(sample.Picture.Recipe.Generator, null, cancellationToken);
        var clock = Stopwatch.GetTimestamp();
        var textures = await generator.GenerateTextureAsync(sample.Picture.Recipe.Request, null, cancellationToken);
        var stored = PictureEncoder.Encode(textures, sample.Picture.Recipe.Generator);
        var time = Stopwatch.GetElapsedTime(clock);
        store.Add(sample.Key, stored);
        return new BakeForecast(plan.Pictures.Count, files, missing.Count, time, stored.Maps.Values.Sum(png => (long)png.Length));
    }

    public JsonObject ToJson() => new()
    {
        ["pictures"] = Pictures,
        ["files"] = Files,
        ["missing"] = Missing,
        ["millisecondsPerPicture"] = Math.Round(PictureTime.TotalMilliseconds, 1),
        ["seconds"] = Math.Round(Time.TotalSeconds, 1),
        ["bytes"] = Bytes,
    };

    public override string ToString()
    {
        return Missing == 0
            ? $"{Pictures} pictures, {Files} files: everything is there."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Pictures} pictures, {Files} files; {Missing} pictures to generate at {PictureTime.TotalMilliseconds:F0} ms each: about {Time:h\\:mm\\:ss} on one generator, {Bytes / 1e6:F1} MB.");
    }
}
