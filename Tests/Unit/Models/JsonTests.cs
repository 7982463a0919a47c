using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Tests.Models;

public class JsonTests
{
    [TestCase("{\"a\": [1, -2.5e3, true, null, \"x\\u0041\\n\"]}")]
    [TestCase(" [] ")]
    [TestCase("\uFEFF{}")]
    public void Parse_ValidDocument_ReadsIt(string text)
    {
        Assert.That(() => JsonValue.Parse(text), Throws.Nothing);
    }

    [Test]
    public void Parse_Members_GivesTheirValues()
    {
        var json = JsonValue.Parse("{\"n\": -2.5e3, \"b\": true, \"s\": \"x\\u0041\", \"none\": null, \"i\": 7}");
        Assert.That(json.Find("n")!.AsDouble(), Is.EqualTo(-2500));
        Assert.That(json.Find("b")!.AsBoolean(), Is.True);
        Assert.That(json.Find("s")!.AsString(), Is.EqualTo("xA"));
        Assert.That(json.Find("none"), Is.Null);
        Assert.That(json.Find("i")!.AsInt32(), Is.EqualTo(7));
    }

    [TestCase("-Infinity", double.NegativeInfinity)]
    [TestCase("Infinity", double.PositiveInfinity)]
    [TestCase("NaN", double.NaN)]
    public void Parse_PythonsSpecialNumbers_ReadsThem(string text, double expected)
    {
        Assert.That(JsonValue.Parse($"{{\"lambda_min_clipped\": {text}}}").Find("lambda_min_clipped")!.AsDouble(), Is.EqualTo(expected));
    }

    [TestCase("{\"a\": 1,}", "column 9")]
    [TestCase("{\"a\"\n:}", "Line 2, column 2")]
    [TestCase("[1 2]", "column 4")]
    [TestCase("\"abc", "closing quote")]
    [TestCase("01", "the end of the document")]
    [TestCase("", "a value")]
    [TestCase("[\"\\x\"]", "escape")]
    public void Parse_Damaged_NamesThePlace(string text, string expected)
    {
        Assert.That(() => JsonValue.Parse(text), Throws.TypeOf<JsonException>().With.Message.Contains(expected));
    }

    [Test]
    public void Parse_NestedTooDeep_IsRefusedWithoutOverflowingTheStack()
    {
        Assert.That(() => JsonValue.Parse(new string('[', 100_000)), Throws.TypeOf<JsonException>().With.Message.Contains("128"));
    }
}
