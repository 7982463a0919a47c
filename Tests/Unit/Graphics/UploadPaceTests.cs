using DiffusionTextures.Graphics;

namespace DiffusionTextures.Tests.Graphics;

public class UploadPaceTests
{
    private const double CallMicroseconds = 8;

    private double _now;

    [TestCase(500, 200)]
    [TestCase(500, 8000)]
    [TestCase(2000, 1000)]
    public void Frames_AtASteadySpeed_KeepToTheTimeAndUseMostOfIt(double budget, double bytesPerMicrosecond)
    {
        var pace = new UploadPace { Clock = () => _now };
        for (var frame = 0; frame < 20; frame++)
        {
            var (time, bytes) = Frame(pace, budget, bytesPerMicrosecond);
            Assert.That(time, Is.LessThanOrEqualTo(budget), $"frame {frame}");
            if (frame >= 5)
            {
                Assert.That(bytes, Is.GreaterThan(budget * bytesPerMicrosecond / 2), $"frame {frame}");
            }
        }
    }

    [Test]
    public void Frames_WhenTheDeviceGetsSlower_AreOverTimeOnceAtMost()
    {
        var pace = new UploadPace { Clock = () => _now };
        for (var frame = 0; frame < 10; frame++)
        {
            Frame(pace, 500, 4000);
        }

        Assert.That(Frame(pace, 500, 2100).Time, Is.LessThanOrEqualTo(500), "half the speed still ends in time");
        Frame(pace, 500, 200);
        for (var frame = 0; frame < 10; frame++)
        {
            Assert.That(Frame(pace, 500, 200).Time, Is.LessThanOrEqualTo(500));
        }
    }

    [Test]
    public void Frames_WithHardlyAnyTime_StillGoOn()
    {
        var pace = new UploadPace { Clock = () => _now };
        Assert.That(Frame(pace, 0.5, 100).Bytes, Is.EqualTo(UploadPace.LeastSlice));
        Assert.That(Frame(pace, 0.5, 100).Bytes, Is.EqualTo(UploadPace.LeastSlice));
    }

    [Test]
    public void Frames_OfBytes_DoNotLookAtTheClock()
    {
        var pace = new UploadPace { Clock = () => throw new InvalidOperationException() };
        pace.Begin(FrameBudget.FromBytes(1000));
        Assert.That(pace.NextSlice(), Is.EqualTo(1000));
        pace.Count(600);
        Assert.That(pace.NextSlice(), Is.EqualTo(400));
        pace.Count(400);
        Assert.That(pace.NextSlice(), Is.Zero);
    }

    /// <summary>A frame on a device that takes a time per call and a time per byte.</summary>
    private (double Time, long Bytes) Frame(UploadPace pace, double budget, double bytesPerMicrosecond)
    {
        var (start, bytes) = (_now, 0L);
        pace.Begin(FrameBudget.FromMicroseconds(budget));
        for (var slice = pace.NextSlice(); slice > 0; slice = pace.NextSlice())
        {
            _now += CallMicroseconds + (slice / bytesPerMicrosecond);
            bytes += slice;
            pace.Count(slice);
        }

        return (_now - start, bytes);
    }
}
