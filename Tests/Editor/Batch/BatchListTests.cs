namespace DiffusionTextures.Authoring.Tests.Batch;

public sealed class BatchListTests
{
    [Test]
    public void Parse_NamesCommentsAndWeights_GivesNamesAndPrompts()
    {
        var lines = BatchList.Parse("Old wall: mossy red brick wall\r\n\n# a comment\n  wet, shiny cobblestone path at night\n(moss:1.2) on stone\n[a:b:0.5] rock: 2\nold wall: another");

        Assert.That(lines.Select(line => $"{line.Name}={line.Prompt}"), Is.EqualTo(new[]
        {
            "Old wall=mossy red brick wall", "wet shiny cobblestone path=wet, shiny cobblestone path at night", "moss 1 2 on=(moss:1.2) on stone",
            "a b 0 5=[a:b:0.5] rock: 2", "old wall 2=another",
        }));
    }

    [TestCase("wall:", 1)]
    [TestCase("a: b\n: c", 2)]
    [TestCase("a: b\n\na/b: c", 3)]
    [TestCase("!!!", 1)]
    public void Parse_NoMaterial_SaysWhichLine(string text, int line)
    {
        Assert.That(() => BatchList.Parse(text), Throws.TypeOf<MaterialException>().With.Message.StartsWith($"Line {line},"));
    }
}
