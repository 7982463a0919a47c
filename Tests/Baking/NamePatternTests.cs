using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Tests;

/// <summary>Every output stays below its folder, under a name that each system accepts.</summary>
public class NamePatternTests
{
    [TestCase("a b/c?d", "a b-c-d")]
    [TestCase("../..", "x")]
    [TestCase("ünder_1.5", "ünder_1.5")]
    public void Segment_AnyText_BecomesOnePartOfAPath(string text, string expected)
    {
        Assert.That(NamePattern.Segment(text), Is.EqualTo(expected));
    }

    [TestCase("CON")]
    [TestCase("com1.png")]
    [TestCase("a:b")]
    [TestCase("a\\b")]
    [TestCase("trailing.")]
    [TestCase(" leading")]
    public void IsFileName_WhatSomeSystemRefuses_IsNone(string name)
    {
        Assert.That(NamePattern.IsFileName(name), Is.False);
    }

    [Test]
    public void Fill_ValueWithSlashes_CannotLeaveItsPlace()
    {
        Assert.That(NamePattern.Fill("{a}/x.png", new Dictionary<string, string> { ["a"] = "../../etc" }), Is.EqualTo("etc/x.png"));
    }
}
