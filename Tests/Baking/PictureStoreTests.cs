using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Tests;

/// <summary>A picture is in the store whole or not at all.</summary>
public class PictureStoreTests
{
    private const string Key = "ab12";

    private static readonly StoredPicture Picture = new(
        new Dictionary<string, byte[]> { ["albedo"] = [1, 2, 3, 4, 5], ["height"] = new byte[70_000] }, "{\"seed\":1}");

    [Test]
    public void Find_AfterAdd_SamePictureInAnotherStoreObject()
    {
        using var scratch = new ScratchFolder();
        new PictureStore(scratch.Path).Add(Key, Picture);

        var found = new PictureStore(scratch.Path).Find(Key);

        Assert.That(found!.Maps, Is.EqualTo(Picture.Maps));
        Assert.That(found.Settings, Is.EqualTo(Picture.Settings));
    }

    [Test]
    public void Find_AnyByteFlippedOrAnyLengthCut_IsMissingNotWrong([Range(0, 20)] int place, [Values] bool cut)
    {
        using var scratch = new ScratchFolder();
        var store = new PictureStore(scratch.Path);
        store.Add(Key, Picture);
        var file = store.Enumerate().Single().File;
        var bytes = File.ReadAllBytes(file.FullName);
        var at = (int)((bytes.Length - 1L) * place / 20);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(file.FullName, cut ? bytes[..at] : bytes);

        var found = store.Find(Key);

        // A flipped bit may lie in a field of the container that decides nothing; then the picture must be the one that was stored.
        Assert.That(found == null || (!cut && found.Maps.SequenceEqual(Picture.Maps, PairComparer.Instance) && found.Settings == Picture.Settings), Is.True, $"byte {at}");
        Assert.That(store.Contains(Key), Is.EqualTo(found != null), "what is damaged is set aside");
    }

    [Test]
    public void Add_FolderGone_SaysSoAndLeavesNothing()
    {
        using var scratch = new ScratchFolder();
        var store = new PictureStore(scratch["store"]);
        Directory.Delete(scratch["store"], recursive: true);

        Assert.That(() => store.Add(Key, Picture), Throws.TypeOf<BakeException>().With.Message.Contains("disk has space"));
    }

    [Test]
    public void TryTake_WhileTaken_NullUntilFreed()
    {
        using var scratch = new ScratchFolder();
        var store = new PictureStore(scratch.Path);
        using (StoreClaim.TryTake(store, Key))
        {
            Assert.That(StoreClaim.TryTake(store, Key), Is.Null);
            using var other = StoreClaim.TryTake(store, "cd34");
            Assert.That(other, Is.Not.Null);
        }

        using var again = StoreClaim.TryTake(store, Key);
        Assert.That(again, Is.Not.Null);
    }

    private sealed class PairComparer : IEqualityComparer<KeyValuePair<string, byte[]>>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals(KeyValuePair<string, byte[]> x, KeyValuePair<string, byte[]> y) => x.Key == y.Key && x.Value.AsSpan().SequenceEqual(y.Value);

        public int GetHashCode(KeyValuePair<string, byte[]> pair) => pair.Key.GetHashCode();
    }
}
