using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Tests.Graphics.Direct3D12;

/// <summary>Every call that can fail is made to fail once: the error names it, nothing leaks, and the device serves on unless it is lost.</summary>
public class D3D12FaultTests
{
    private D3D12Engine _engine = null!;

    [OneTimeSetUp]
    public void MakeTheEngine() => _engine = new D3D12Engine(D3D12Constants.COMMAND_LIST_TYPE_DIRECT);

    [OneTimeTearDown]
    public void DisposeTheEngine() => _engine.Dispose();

    [TestCase(HResult.OutOfMemory, "E_OUTOFMEMORY")]
    [TestCase(HResult.DeviceRemoved, "DXGI_ERROR_DEVICE_REMOVED")]
    public void EveryCall_MadeToFailOnce_IsNamedAndSurvived(int code, string name)
    {
        var before = _engine.References();
        var (calls, _, _) = Run(-1, code);
        Assert.That(calls, Has.Count.GreaterThan(20));
        Assert.That(calls.Distinct().Count(), Is.GreaterThanOrEqualTo(11), "kinds of calls");
        for (var index = 0; index < calls.Count; index++)
        {
            var (made, failures, isCleanUp) = Run(index, code);
            if (made.Count <= index)
            {
                // How often is waited depends on the device's pace.
                continue;
            }

            Assert.That(_engine.References, D3D12Engine.SoonIs(before), $"leak after {made[index]} ({index})");
            if (isCleanUp && failures.Count == 0)
            {
                continue;
            }

            // A signal for which there is no memory is tried again, so that nobody needs to know.
            var isRetried = code == HResult.OutOfMemory && made[index] == "ID3D12CommandQueue::Signal";
            Assert.That(failures, isRetried ? Is.Empty : Is.Not.Empty, $"{made[index]} ({index})");
            Assert.That(failures.Select(failure => failure.Message), Is.All.Contains(name));
            Assert.That(failures.Select(failure => failure.Code), Is.All.EqualTo(code));
            Assert.That(failures.Select(failure => failure.Call), Is.All.EqualTo(made[index]));
            Assert.That(failures.Select(failure => failure.IsDeviceLost), Is.All.EqualTo(code == HResult.DeviceRemoved));
        }
    }

    /// <summary>
    /// Uploads at once and in slices, read back; a step that fails is made once more. Returns the calls, the failures, and whether the failing call was in a wait before
    /// memory is freed, which goes on whatever it is told.
    /// </summary>
    private (List<string> Calls, List<GraphicsException> Failures, bool IsCleanUp) Run(int failing, int code)
    {
        var calls = new List<string>();
        var failures = new List<GraphicsException>();
        var material = RandomMaterial.Make(24, 16, 1);
        var isCleanUp = false;
        int Fault(string call)
        {
            lock (calls)
            {
                calls.Add(call);

                // A device that is lost uses no memory any more, and this one is only said to be.
                if (code == HResult.DeviceRemoved && failing >= 0 && calls.Count > failing)
                {
                    _engine.WaitForIdle();
                }

                if (calls.Count - 1 != failing)
                {
                    return 0;
                }

                isCleanUp = Environment.StackTrace.Contains("WaitDespiteFailures", StringComparison.Ordinal);
                return code;
            }
        }

        GraphicsDevice? device = null;
        Try(() => device = D3D12Device.Adopt(_engine.Device, _engine.Queue, Fault));
        GraphicsTarget? target = null;
        Try(() => target = GraphicsTarget.Create(device!, 24, 16, MaterialMaps.Albedo | MaterialMaps.Height));
        Try(() => target!.Write(material));
        Try(() => Assert.That(target![MaterialMaps.Height].ReadBack(), Has.Length.EqualTo(5)));
        device!.UploadTiming = UploadTiming.InUpdate;
        Try(() =>
        {
            target!.Write(material);
            while (!device.Update(FrameBudget.FromBytes(1000)))
            {
            }
        });
        if (failures.Count == 0 || !failures[0].IsDeviceLost)
        {
            TextureImage level = null!;
            Try(() => level = target![MaterialMaps.Height].ReadBack()[0]);
            var expected = new byte[level.Pixels.Length];
            material.CopyPixels(MaterialMaps.Height, level.Format, expected);
            Assert.That(level.Pixels.ToArray(), Is.EqualTo(expected));
        }

        target!.Dispose();
        device.Dispose();
        return (calls, failures, isCleanUp);

        void Try(Action step)
        {
            for (var attempt = 0; attempt < 2; attempt++)
            {
                try
                {
                    step();
                    return;
                }
                catch (GraphicsException exception)
                {
                    failures.Add(exception);
                }
            }

            Assert.Fail($"a second try failed as well: {failures[^1].Message}");
        }
    }
}
