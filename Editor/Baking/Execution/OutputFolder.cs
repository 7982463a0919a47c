using DiffusionTextures.Authoring;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Materials;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Writes finished pictures as the plan says. Every file is there whole or not at all.</summary>
internal sealed class OutputFolder
{
    private readonly string _folder;

    /// <param name="folder">The output folder; made with the first file.</param>
    public OutputFolder(string folder)
    {
        _folder = folder;
        Index = new OutputIndex(folder);
    }

    /// <summary>What is there.</summary>
    public OutputIndex Index { get; }

    /// <summary>Whether all files of a picture are there.</summary>
    public bool IsCurrent(PlannedPicture picture, string key) => picture.Files.All(file => Index.IsCurrent(file, key));

    /// <summary>Writes the files of a picture that are not there yet.</summary>
    /// <param name="picture">Whose files.</param>
    /// <param name="key">Its key.</param>
    /// <param name="maps">Its maps.</param>
    /// <exception cref="BakeException">A file cannot be written, or its folder lies outside by way of a link.</exception>
    public void Write(PlannedPicture picture, string key, PictureMaps maps)
    {
        foreach (var file in picture.Files.Where(file => !Index.IsCurrent(file, key)))
        {
            var path = Path.Combine(_folder, file.Path);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                RequireInside(path);
                TextureFile.WriteAtomically(path, Encode(file, maps));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TextureFileException)
            {
                throw new BakeException($"Cannot write '{path}': {exception.Message} Check that the folder may be written and the disk has space; what is finished stays.", exception);
            }

            Index.Add(file, key);
        }
    }

    private static byte[] Encode(PlannedFile file, PictureMaps maps)
    {
        var read = PackedTexture.MapsOf(file.Binding);
        var isStored = file.Output.Format == ExportFormat.Png && file.Binding.Pixels == MapNames.OfSet(read).First();
        return isStored ? maps.PngOf(read) : MaterialExport.Encode(file.Binding, file.Output.Format, file.Output.IsCompressed, maps, PngMetadata.Empty);
    }

    /// <summary>A link below the output folder must not lead out of it.</summary>
    private void RequireInside(string path)
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(path)!); folder != null && folder.FullName.Length > _folder.Length; folder = folder.Parent)
        {
            if (folder.ResolveLinkTarget(returnFinalTarget: true) is { } target && !(target.FullName + Path.DirectorySeparatorChar).StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new BakeException($"'{folder.FullName}' is a link to '{target.FullName}', outside of the output folder. Remove the link or choose another --out.");
            }
        }
    }
}
