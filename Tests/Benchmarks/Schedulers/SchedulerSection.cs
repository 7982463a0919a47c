using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Benchmarks.Schedulers;

/// <summary>Nanoseconds per element and model call of every scheduler on a latent [1,4,128,128], next to y = a x + b y over the same memory.</summary>
/// <remarks>
/// A tensor touched is one that a call reads or writes; axpby touches two. The ratio compares time per tensor touched, best sample against
/// best sample of one run in turns. Making the noise is not the scheduler's work and is left out; reading it is in.
/// </remarks>
internal static class SchedulerSection
{
    private const double FirstOrderGoal = 1.5, Goal = 4;

    public static void Run()
    {
        var table = new Table("Scheduler", "ns/element/call", "axpby", "tensors touched", "ratio per tensor", "goal", "");
        foreach (var touch in TensorsTouched.All)
        {
            var walk = new Trajectory(touch.Kind, touch.Options);
            var times = Race.Run(TimeSpan.FromSeconds(1), (walk.Restart, walk.Walk), (walk.Restart, walk.WalkAxpby));
            var own = times[0].Best / walk.Calls / Trajectory.Count * 1e9;
            var axpby = times[1].Best / walk.Calls / Trajectory.Count * 1e9;
            var ratio = own / touch.Tensors / (axpby / 2);
            var goal = touch.FirstOrder ? FirstOrderGoal : Goal;
            table.Add(touch.Name, $"{own:0.000}", $"{axpby:0.000}", $"{touch.Tensors:0.0}", $"{ratio:0.00}", $"{goal:0.0}", ratio <= goal ? "met" : "MISSED");
        }

        table.Print();
    }
}
