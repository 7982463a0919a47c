using FsCheck;
using FsCheck.Fluent;

namespace DiffusionTextures.Tests.Prompts;

/// <summary>Generators of prompts that are dense with syntax.</summary>
internal static class PromptTexts
{
    private static readonly string[] Pieces =
        ["(", ")", "[", "]", ":", "|", "\\", "1.2", "-.5", "3", " ", "\n", "moss", "BREAK", "AND", "{", "}", ",", "\uD83D", "\0", "\u200F", "猫", "_"];

    public static Arbitrary<string> Any { get; } =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    public static Arbitrary<string> Balanced { get; } = Gen.Sized(BalancedOf).ToArbitrary();

    private static Gen<string> BalancedOf(int size)
    {
        var word = Gen.Elements("moss", "red brick", " ", "a BREAK b", "x");
        if (size < 2)
        {
            return word;
        }

        var smaller = BalancedOf(size / 2);
        return Gen.OneOf(
            word,
            smaller.Select(inner => $"({inner})"),
            smaller.Select(inner => $"[{inner}]"),
            smaller.Select(inner => $"({inner}:1.3)"),
            smaller.SelectMany(first => smaller.Select(second => $"{first} {second}")));
    }
}
