namespace DiffusionTextures.Tests.Inference;

/// <summary>Providers that this machine may not have: the next one is taken and the caller is told.</summary>
public class ProviderFallbackTests
{
    [TestCase(ExecutionProvider.DirectML)]
    [TestCase(ExecutionProvider.Cuda)]
    [TestCase(ExecutionProvider.WebGpu)]
    public async Task Load_WithAProviderBeforeTheProcessor_RunsOnItOrSaysWhyNot(ExecutionProvider wanted)
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { Providers = [wanted, ExecutionProvider.Cpu] });

        if (generator.Provider == wanted)
        {
            Assert.That(generator.ProviderFallbacks, Is.Empty);
        }
        else
        {
            Assert.That(generator.Provider, Is.EqualTo(ExecutionProvider.Cpu));
            Assert.That(generator.ProviderFallbacks, Has.Count.EqualTo(1).And.One.StartsWith(wanted.ToString()));
        }
    }

    [Test]
    public void Load_OfADamagedModel_FailsOnEveryProviderInsteadOfFallingSilent()
    {
        var folder = Directory.CreateTempSubdirectory("damaged-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(PocketModel.Folder, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(folder, Path.GetRelativePath(PocketModel.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            var unet = Path.Combine(folder, "unet", "model.onnx");
            File.WriteAllBytes(unet, File.ReadAllBytes(unet)[..2000]);
            var options = new TextureGeneratorOptions { ModelFolder = folder, Providers = [ExecutionProvider.Cpu, ExecutionProvider.Cpu] };

            Assert.That(async () => await TextureGenerator.LoadAsync(options), Throws.TypeOf<ModelException>().With.Message.Contains(unet));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
