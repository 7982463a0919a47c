using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Tests.Tokenization;

public class TokenizerFolderTests
{
    private string _folder = "";

    [SetUp]
    public void CopyFolder() => _folder = SmallTokenizer.Copy();

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Load_NoFolder_NamesIt() =>
        Assert.That(() => ClipTokenizer.Load(Path.Combine(_folder, "absent")), Throws.TypeOf<ModelException>().With.Message.Contains("absent"));

    [TestCase("vocab.json")]
    [TestCase("merges.txt")]
    public void Load_MissingFile_NamesItAndTheRemedy(string name)
    {
        File.Delete(Path.Combine(_folder, name));

        Assert.That(() => ClipTokenizer.Load(_folder), Throws.TypeOf<ModelException>().With.Message.Contains(name).And.Message.Contains("Copy"));
    }

    [TestCase("vocab.json", "{\"a\": 1")]
    [TestCase("vocab.json", "[]")]
    [TestCase("vocab.json", "{\"a\": \"b\"}")]
    [TestCase("vocab.json", "{\"a\": -1}")]
    [TestCase("merges.txt", "#version: 0.2\nonlyone\n")]
    [TestCase("merges.txt", "zzzz zzzz\n")]
    [TestCase("special_tokens_map.json", "{\"pad_token\": 5}")]
    [TestCase("special_tokens_map.json", "{\"pad_token\": \"<absent>\"}")]
    [TestCase("special_tokens_map.json", "nothing")]
    [TestCase("tokenizer_config.json", "{\"model_max_length\": 2}")]
    [TestCase("tokenizer_config.json", "{\"added_tokens_decoder\": {\"x\": {\"content\": \"y\"}}}")]
    public void Load_DamagedFile_IsAModelException(string name, string content)
    {
        File.WriteAllText(Path.Combine(_folder, name), content);

        Assert.That(() => ClipTokenizer.Load(_folder), Throws.TypeOf<ModelException>().With.Message.Contains(_folder));
    }

    [TestCase("true", "red brick")]
    [TestCase("false", "red zq brick")]
    public void Load_DropUnknownWords_LeavesOutWhatIsNotOneToken(string drops, string expected)
    {
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), $"{{\"drop_unknown_words\": {drops}}}");
        var tokenizer = ClipTokenizer.Load(_folder);

        Assert.That(tokenizer.Encode("red zq brick"), Is.EqualTo(SmallTokenizer.Instance.Encode(expected)));
    }

    [Test]
    public void Load_BytesThatAreNoText_IsAModelException()
    {
        File.WriteAllBytes(Path.Combine(_folder, "merges.txt"), [0xFF, 0xFE, 0x80]);

        Assert.That(() => ClipTokenizer.Load(_folder), Throws.TypeOf<ModelException>().With.Message.Contains("merges.txt"));
    }

    [Test]
    public void Load_NeitherOfTheSpecials_IsAModelException()
    {
        File.Delete(Path.Combine(_folder, "special_tokens_map.json"));
        File.Delete(Path.Combine(_folder, "tokenizer_config.json"));

        Assert.That(() => ClipTokenizer.Load(_folder), Throws.TypeOf<ModelException>().With.Message.Contains("tokenizer_config.json"));
    }

    [Test]
    public void Load_LengthWithoutBound_IsClipsLength()
    {
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), "{\"model_max_length\": 1000000000000000019884624838656}");

        Assert.That(ClipTokenizer.Load(_folder).ModelMaxLength, Is.EqualTo(77));
    }

    [Test]
    public void Load_AddedTokens_AreFoundInTheText()
    {
        File.WriteAllText(
            Path.Combine(_folder, "tokenizer_config.json"),
            """{"added_tokens_decoder": {"802": {"content": "<x>", "lstrip": true, "rstrip": true, "single_word": false, "normalized": false, "special": false}}}""");

        Assert.That(ClipTokenizer.Load(_folder).Encode("<x>  <X>").Take(1), Is.EqualTo(new[] { 802 }));
    }
}
