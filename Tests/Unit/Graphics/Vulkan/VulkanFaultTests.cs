using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Tests.Graphics.Vulkan;

/// <summary>Every call of a device's life made to fail once: the error says which, nothing tears, nothing leaks, work goes on.</summary>
[TestFixture(VulkanUploadPath.Compute)]
[TestFixture(VulkanUploadPath.Staging)]
public class VulkanFaultTests(VulkanUploadPath path)
{
    private static readonly VkResult[] Codes = [VkResult.VK_ERROR_DEVICE_LOST, VkResult.VK_ERROR_OUT_OF_HOST_MEMORY, VkResult.VK_ERROR_OUT_OF_DEVICE_MEMORY];

    [Test]
    public void EveryCall_MadeToFailOnce_IsNamedAndSurvived()
    {
        VulkanSupport.Require();
        var calls = Run(-1, default, []).Calls;
        var named = new HashSet<string>();
        Assert.That(calls, Has.Count.GreaterThan(60));
        for (var i = 0; i < calls.Count; i++)
        {
            foreach (var code in CodesFor(calls, i))
            {
                Run(i, code, named);
            }
        }

        Assert.That(named, Is.SupersetOf(calls.Distinct()));
        TestContext.Out.WriteLine($"{calls.Count} calls of {calls.Distinct().Count()} functions");
    }

    [Test]
    public async Task Generator_WhoseTargetFails_LivesOn()
    {
        VulkanSupport.Require();
        var interceptor = new VulkanInterceptor();
        using var device = VulkanSupport.Create(path, interceptor.GetInstanceProcAddr);
        using var failing = GraphicsTarget.Create(device, 128, 128, MaterialMaps.Albedo);
        using var other = GraphicsTarget.Create(device, 128, 128, MaterialMaps.Albedo);
        using var generator = await TextureGenerator.LoadAsync();
        var request = new TextureRequest("moss") { Width = 128, Height = 128, NumInferenceSteps = 2, Seed = 1 };
        interceptor.FailWith = VkResult.VK_ERROR_OUT_OF_DEVICE_MEMORY;
        interceptor.FailAt = interceptor.Calls.Count;
        var first = generator.GenerateTextureAsync(request, failing);
        var second = generator.GenerateTextureAsync(request, other);
        Assert.That(async () => await first, Throws.TypeOf<GraphicsException>().With.Property(nameof(GraphicsException.Code)).EqualTo(-2));
        await second;
        await generator.GenerateTextureAsync(request, failing);
        Assert.That(failing[MaterialMaps.Albedo].ReadBack()[0].Pixels.ToArray(), Is.EqualTo(other[MaterialMaps.Albedo].ReadBack()[0].Pixels.ToArray()));
        Assert.That(other[MaterialMaps.Albedo].ReadBack()[0].Pixels.ToArray().Distinct().Count(), Is.GreaterThan(20));
    }

    // All three codes where a function is called for the first time, then in turn.
    private static IEnumerable<VkResult> CodesFor(List<string> calls, int index)
    {
        return calls.IndexOf(calls[index]) == index ? Codes : [Codes[index % Codes.Length]];
    }

    private VulkanInterceptor Run(int failAt, VkResult code, HashSet<string> named)
    {
        var interceptor = new VulkanInterceptor { FailAt = failAt, FailWith = code };
        var failures = new List<GraphicsException>();
        Live(interceptor, failures);

        // How often a fence is asked depends on the device's speed.
        var call = failAt >= 0 && failAt < interceptor.Calls.Count ? interceptor.Calls[failAt] : "no call";
        var where = $"{call} (call {failAt}) failing with {code}";

        // What only polls, or waits to free memory, asks again: nobody is bothered.
        Assert.That(failures, call is "no call" or "vkGetFenceStatus" or "vkWaitForFences" ? Is.Not.Null : Is.Not.Empty, where);
        foreach (var failure in failures.Take(1))
        {
            Assert.That(failure.Code, Is.EqualTo((int)code), where);
            Assert.That(failure.Call, Is.EqualTo(call), where);
            Assert.That(failure.Message, Does.Contain(call).And.Contain(code.ToString()).And.Contain(failure.Subject), where);
            Assert.That(failure.Subject, Is.Not.Empty, where);
            Assert.That(failure.IsDeviceLost, Is.EqualTo(code == VkResult.VK_ERROR_DEVICE_LOST), where);
            named.Add(failure.Call);
        }

        Assert.That(interceptor.Alive.Where(entry => entry.Value != 0), Is.Empty, $"left alive after {where}");
        Assert.That(VulkanSupport.TakeMessages(), Is.Empty, where);
        return interceptor;
    }

    /// <summary>A device's life: a picture at once, another in slices. After a failure the step is tried again, unless the device is lost.</summary>
    private void Live(VulkanInterceptor interceptor, List<GraphicsException> failures)
    {
        var (first, second) = (RandomMaterial.Make(12, 10, 1), RandomMaterial.Make(12, 10, 2));
        VulkanDevice? device = null;
        GraphicsTarget? target = null;
        _ = Try(() => device = VulkanSupport.Create(path, interceptor.GetInstanceProcAddr))
            && Try(() => target = GraphicsTarget.Create(device!, 12, 10, MaterialMaps.Albedo | MaterialMaps.Height))
            && Try(() => target!.Write(first))
            && Try(() => GraphicsDeviceContract.AssertHolds(target!, first))
            && Try(Slices)
            && Try(() => GraphicsDeviceContract.AssertHolds(target!, second));
        target?.Dispose();
        device?.Dispose();

        void Slices()
        {
            device!.UploadTiming = UploadTiming.InUpdate;
            target!.Write(second);
            try
            {
                while (!device.Update(FrameBudget.FromBytes(500)))
                {
                }
            }
            catch (GraphicsException exception) when (!exception.IsDeviceLost)
            {
                GraphicsDeviceContract.AssertHolds(target, first);
                throw;
            }
        }

        bool Try(Action step)
        {
            for (;;)
            {
                try
                {
                    step();
                    return true;
                }
                catch (GraphicsException exception)
                {
                    failures.Add(exception);
                    if (exception.IsDeviceLost && device != null)
                    {
                        return false;
                    }

                    Assert.That(failures, Has.Count.EqualTo(1), $"once is enough: {exception}");
                }
            }
        }
    }
}
