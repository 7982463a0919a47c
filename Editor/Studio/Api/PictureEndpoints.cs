using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;
using DiffusionTextures.Studio.Security;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Png;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Api;

/// <summary>Pictures to start from and masks: PNG files that a page sends, decoded and written anew under the hash of their texels.</summary>
internal static class PictureEndpoints
{
    private const string Folder = "pictures";
    private const int SizeAt = 16;
    private const int SizeEnd = 24;

    public static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        routes.MapPost("/api/pictures", context => StoreAsync(state, context));
        routes.MapGet("/api/pictures/{file}", (string file) =>
            state.Paths.FileOf($"{Folder}/{file}") is var path && file.EndsWith(".png", StringComparison.Ordinal) && File.Exists(path)
                ? Results.File(path, "image/png")
                : Results.NotFound());
    }

    private static async Task StoreAsync(StudioState state, HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = RequestLimits.PictureBytes;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var image = Decode(body.ToArray());
        var path = $"{Folder}/{Convert.ToHexStringLower(SHA256.HashData(image.Pixels.Span))[..16]}.png";
        var file = state.Paths.FileOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        TextureFile.WriteAtomically(file, PngWriter.Write(image, PngMetadata.Empty));
        await context.Response.WriteAsJsonAsync(new JsonObject { ["path"] = path, ["width"] = image.Width, ["height"] = image.Height });
    }

    private static TextureImage Decode(byte[] png)
    {
        // The size stands in the first chunk: a picture that is too large is refused before a byte of it is inflated.
        if (png.Length < SizeEnd)
        {
            throw new MaterialException("The upload is no PNG picture.");
        }

        long width = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(SizeAt));
        long height = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(SizeAt + 4));
        return width * height <= RequestLimits.PicturePixels
            ? PngReader.Read(png, out _)
            : throw new MaterialException($"The picture has {width}x{height} texels, up to {RequestLimits.PicturePixels} are taken. Make it smaller.");
    }
}
