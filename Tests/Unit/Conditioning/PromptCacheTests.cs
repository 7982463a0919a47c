using DiffusionTextures.Conditioning;

namespace DiffusionTextures.Tests.Conditioning;

/// <summary>A prompt is encoded once while it is in use, and anew whenever something about it changed.</summary>
public class PromptCacheTests
{
    private static readonly float[] NoLoras = [];

    private PromptCache _cache = null!;
    private int _encoded;

    [SetUp]
    public void Forget() => (_cache, _encoded) = (new PromptCache(), 0);

    [Test]
    public void Get_SamePromptTwice_EncodedOnce()
    {
        var first = Get("brick");

        Assert.That(Get("brick"), Is.SameAs(first));
        Assert.That(_encoded, Is.EqualTo(1));
    }

    [Test]
    public void Get_TextLengthEmphasisOrLoraWeightsDiffer_EncodedAnew()
    {
        var loras = new[] { 1f };
        Get("a", loras: loras);
        Get("b", loras: loras);
        Get("a", chunks: 2, loras: loras);
        Get("a", emphasis: PromptEmphasis.None, loras: loras);
        loras[0] = 0.5f;
        Get("a", loras: loras);

        Assert.That(_encoded, Is.EqualTo(5));
    }

    [Test]
    public void Get_ManyPrompts_KeepsTheLastUsed()
    {
        Get("kept");
        for (var i = 0; i < PromptCache.Capacity; i++)
        {
            Get($"{i}");
            Get("kept");
        }

        Assert.That(_encoded, Is.EqualTo(PromptCache.Capacity + 1));
        Get("0");
        Assert.That(_encoded, Is.EqualTo(PromptCache.Capacity + 2), "the least used went");
    }

    [Test]
    public void Get_EncodingFails_IsTriedAgain()
    {
        Assert.That(() => _cache.Get("odd", 1, PromptEmphasis.Original, NoLoras, () => throw new InferenceException("no")), Throws.TypeOf<InferenceException>());

        Get("odd");

        Assert.That(_encoded, Is.EqualTo(1));
    }

    private EncodedPrompt Get(string text, int chunks = 1, PromptEmphasis emphasis = PromptEmphasis.Original, float[]? loras = null)
    {
        return _cache.Get(text, chunks, emphasis, loras ?? NoLoras, () =>
        {
            _encoded++;
            return new EncodedPrompt([1], 1, [1], []);
        });
    }
}
