namespace DiffusionTextures.PublicSurface;

public class PublicApiTests
{
    /// <summary>A change of the public surface is a decision: it is made by changing PublicApi.txt in the same commit.</summary>
    [Test]
    public void PublicApi_OfTheRuntime_IsTheApprovedOne()
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt")).ReplaceLineEndings("\n");
        var actual = PublicApiListing.Of(typeof(TextureGenerator).Assembly);
        if (actual != approved)
        {
            var received = Path.Combine(TestContext.CurrentContext.WorkDirectory, "PublicApi.received.txt");
            File.WriteAllText(received, actual);
            var added = actual.Split('\n').Except(approved.Split('\n'));
            var removed = approved.Split('\n').Except(actual.Split('\n'));
            Assert.Fail($"The public API differs. Added: {string.Join(" | ", added)}. Removed: {string.Join(" | ", removed)}. If that is meant, copy {received} over Tests/PublicSurface/PublicApi.txt.");
        }
    }
}
