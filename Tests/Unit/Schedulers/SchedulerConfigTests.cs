using DiffusionTextures.Models.Json;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Tests.Schedulers;

public class SchedulerConfigTests
{
    private static readonly JsonValue Empty = JsonValue.Parse("{}");

    [TestCase("DPM++ 2M Karras", SchedulerKind.DpmSolverMultistep, true)]
    [TestCase("dpm++ 2m", SchedulerKind.DpmSolverMultistep, null)]
    [TestCase("DPMSolverMultistep", SchedulerKind.DpmSolverMultistep, null)]
    [TestCase("EulerDiscreteScheduler", SchedulerKind.EulerDiscrete, null)]
    [TestCase("Euler a", SchedulerKind.EulerAncestralDiscrete, null)]
    [TestCase("DPM++ SDE Karras", SchedulerKind.DpmSolverSde, true)]
    [TestCase("unipc", SchedulerKind.UniPCMultistep, null)]
    [TestCase("PLMS", SchedulerKind.Pndm, null)]
    [TestCase("LCM", SchedulerKind.Lcm, null)]
    [TestCase("DDIM", SchedulerKind.Ddim, null)]
    public void Parse_KnownName_GivesKindAndOptions(string name, SchedulerKind kind, bool? karras)
    {
        var choice = SchedulerNames.Parse(name);
        Assert.That((choice.Kind, choice.Options.UseKarrasSigmas), Is.EqualTo((kind, karras)));
    }

    [Test]
    public void Parse_UnknownName_Suggests()
    {
        Assert.That(() => SchedulerNames.Parse("Eular"), Throws.ArgumentException.With.Message.Contains("Euler"));
    }

    [TestCase("solver_order", "7", "use 1, 2 or 3")]
    [TestCase("beta_start", "-1", "beta_start")]
    [TestCase("algorithm_type", "dpmsolver", "sigma_min")]
    public void Create_BadOption_SaysWhatWorks(string key, string value, string expected)
    {
        var options = SchedulerOptions.Parse([KeyValuePair.Create(key, value)]);
        Assert.That(() => SchedulerFactory.Create(SchedulerKind.DpmSolverMultistep, Empty, options), Throws.ArgumentException.With.Message.Contains(expected));
    }

    [Test]
    public void Parse_UnknownKey_Suggests()
    {
        Assert.That(() => SchedulerOptions.Parse([KeyValuePair.Create("beta_strat", "1")]), Throws.ArgumentException.With.Message.Contains("beta_start"));
    }

    [Test]
    public void Create_WrongTypeInModel_IsAModelException()
    {
        var config = JsonValue.Parse("{\"_class_name\":\"DDIMScheduler\",\"beta_start\":\"x\"}");
        Assert.That(() => SchedulerFactory.Create(config), Throws.TypeOf<ModelException>().With.Message.Contains("beta_start"));
    }

    [Test]
    public void SetTimesteps_AscendingTimesteps_Throws()
    {
        var scheduler = SchedulerFactory.Create("Euler", Empty);
        var request = new ScheduleRequest(2) { Timesteps = [1f, 2f] };
        Assert.That(() => scheduler.SetTimesteps(request, 8), Throws.ArgumentException.With.Message.Contains("descend"));
    }
}
