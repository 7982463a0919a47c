using DiffusionTextures.Goldens;
using DiffusionTextures.Goldens.Suites;

namespace DiffusionTextures.Tests.Schedulers;

public class SchedulerGoldenTests
{
    private static IEnumerable<TestCaseData> Carried()
    {
        return new SchedulerSuite(Path.Combine(AppContext.BaseDirectory, "Data", "schedulers.json")).Cases()
            .Select(golden => new TestCaseData(golden).SetArgDisplayNames(golden.Id));
    }

    [TestCaseSource(nameof(Carried))]
    public void Replay_CarriedCase_EqualsReference(GoldenCase golden)
    {
        Assert.That(GoldenRunner.Check(golden).Failures, Is.Empty);
    }
}
