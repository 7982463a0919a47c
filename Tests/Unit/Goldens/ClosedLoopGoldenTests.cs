using DiffusionTextures.Goldens;
using DiffusionTextures.Goldens.Suites;

namespace DiffusionTextures.Tests.Goldens;

/// <summary>Whole generations on the carried models, compared with the reference at every stored place.</summary>
public class ClosedLoopGoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");

    private static IEnumerable<TestCaseData> Carried()
    {
        return Directory.EnumerateFiles(Path.Combine(Folder, "families"), "manifest.json", SearchOption.AllDirectories)
            .Select(manifest => new ClosedLoopSuite(Folder, "families/" + Path.GetFileName(Path.GetDirectoryName(manifest))))
            .SelectMany(suite => suite.Cases().Select(golden => new TestCaseData(golden).SetArgDisplayNames(suite.Name, golden.Id)));
    }

    [TestCaseSource(nameof(Carried))]
    public void Generate_CarriedCase_EqualsReference(GoldenCase golden)
    {
        Assert.That(GoldenRunner.Check(golden).Failures, Is.Empty);
    }
}
