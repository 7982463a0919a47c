using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Benchmarks.Schedulers;

/// <summary>Nanoseconds per element and model call of every scheduler on a latent [1,4,128,128], next to y = a x + b y over the same memory.</summary>
/// <remarks>
/// A tensor touched is one that a call reads or writes; axpby touches two. The ratio compares time per tensor touched, best sample against
/// best sample in turns. Making the noise is not the scheduler's work and is left out; reading it is in.
/// </remarks>
internal static class SchedulerSection
{
    private const int Sets = 5;
    private const double FirstOrderGoal = 1.5, Goal = 4;

    public static void Run()
    {
        var table = new Table("Scheduler", "ns/element/call", "axpby", "tensors touched", "ratio per tensor", "goal", "");
        foreach (var touch in TensorsTouched.All)
        {
            var (own, axpby) = Measure(touch);
            var ratio = own / touch.Tensors / (axpby / 2);
            var goal = touch.FirstOrder ? FirstOrderGoal : Goal;
            table.Add(touch.Name, $"{own:0.000}", $"{axpby:0.000}", $"{touch.Tensors:0.0}", $"{ratio:0.00}", $"{goal:0.0}", ratio <= goal ? "met" : "MISSED");
        }

        table.Print();
    }

    // How fast memory is depends on where the arrays happen to lie: several sets of them, of which the one of the median ratio counts.
    private static (double Own, double Axpby) Measure(TensorsTouched touch)
    {
        var pairs = new (double Own, double Axpby)[Sets];
        for (var i = 0; i < Sets; i++)
        {
            var walk = new Trajectory(touch.Kind, touch.Options);
            var times = Race.Run(TimeSpan.FromSeconds(0.3), (walk.Restart, walk.Walk), (walk.Restart, walk.WalkAxpby));
            var elements = walk.Calls * (double)Trajectory.Count / 1e9;
            pairs[i] = (times[0].Best / elements, times[1].Best / elements);
        }

        return pairs.OrderBy(pair => pair.Own / pair.Axpby).ElementAt(Sets / 2);
    }
}
