namespace DiffusionTextures.Studio.Tests;

/// <summary>A studio over an empty folder for each test, with a page's client.</summary>
public abstract class StudioFixture
{
    private protected ScratchFolder Folder { get; private set; } = null!;

    private protected StudioServer Studio { get; private set; } = null!;

    private protected StudioClient Client { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Folder = new ScratchFolder();
        Studio = await StudioServer.StartAsync(new StudioOptions { Folder = Folder.Path });
        Client = await StudioClient.EnterAsync(Studio.EntryAddress);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Client.Dispose();
        await Studio.DisposeAsync();
        Folder.Dispose();
    }
}
