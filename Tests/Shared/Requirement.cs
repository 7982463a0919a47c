using NUnit.Framework;

namespace DiffusionTextures.Tests;

/// <summary>Something outside .NET that a test needs: a Vulkan driver, Wine, a browser, a broker.</summary>
/// <remarks><c>.ci/run</c> names in DIFFUSIONTEXTURES_REQUIRE what it installed, so that a test that cannot run there fails instead of being ignored.</remarks>
internal static class Requirement
{
    private const string Variable = "DIFFUSIONTEXTURES_REQUIRE";

    /// <summary>Ignores the running test where the requirement is missing, and fails it where CI promised it.</summary>
    /// <param name="name">As <c>.ci/run</c> lists it, such as "vulkan".</param>
    /// <param name="isMet">Whether it is there.</param>
    /// <param name="remedy">What is missing and how to get it.</param>
    public static void Check(string name, bool isMet, string remedy)
    {
        if (isMet)
        {
            return;
        }

        var promised = (System.Environment.GetEnvironmentVariable(Variable) ?? string.Empty).Split(',');
        Assert.That(promised, Does.Not.Contain(name), $"{Variable} promises {name}, but: {remedy}");
        Assert.Ignore(remedy);
    }
}
