namespace DiffusionTextures.Tests;

public class SmokeTests
{
    [Test]
    public void Output_OfThisProject_HoldsThePocketModel()
    {
        Assert.That(Path.Combine(AppContext.BaseDirectory, "PocketModel", "unet", "model.onnx"), Does.Exist);
    }
}
