using System.Text.Json;

namespace DiffusionTextures.CommandLine.Tests;

public class InspectTests
{
    [Test]
    public async Task Inspect_ThePocketModel_ListsItsPartsWithTheirInputs()
    {
        var run = await DtexRun.WithAsync("models", "inspect", PocketModel.Folder);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Output, Does.Contain("unet").And.Contain("encoder_hidden_states Float32").And.Contain("material_decoder").And.Contain("No problems"));
    }

    [Test]
    public async Task Inspect_WithJson_PrintsOneObject()
    {
        var run = await DtexRun.WithAsync("models", "inspect", PocketModel.Folder, "--json");

        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(json.GetProperty("usable").GetBoolean(), Is.True);
        Assert.That(json.GetProperty("problems").GetArrayLength(), Is.Zero);
        Assert.That(json.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()), Is.SupersetOf(new[] { "unet", "text_encoder", "vae_decoder" }));
    }

    [Test]
    public async Task Inspect_AModelWithTwoDamagedParts_NamesBoth()
    {
        using var scratch = new ScratchFolder();
        var model = scratch.CopyPocketModel();
        File.Delete(Path.Combine(model, "unet", "model.onnx"));
        File.WriteAllText(Path.Combine(model, "vae_decoder", "model.onnx"), "no onnx");

        var run = await DtexRun.WithAsync("models", "inspect", model, "--json");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        var problems = JsonDocument.Parse(run.Output).RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()).ToList();
        Assert.That(problems, Has.Some.Contains("unet"));
        Assert.That(problems, Has.Some.Contains("vae_decoder"));
    }
}
