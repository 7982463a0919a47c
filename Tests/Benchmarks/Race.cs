using System.Diagnostics;

namespace DiffusionTextures.Benchmarks;

/// <summary>Times pieces of work in turn, so that what else the machine does meets all of them alike.</summary>
internal static class Race
{
    /// <summary>Seconds of each contender, one sample per round, after one round to warm up.</summary>
    /// <param name="budget">Rounds are made until this much time has passed.</param>
    /// <param name="contenders">What is timed, and what is done before it without being timed.</param>
    public static Samples[] Run(TimeSpan budget, params (Action Prepare, Action Work)[] contenders)
    {
        var samples = contenders.Select(_ => new List<double>()).ToArray();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 4 || clock.Elapsed < budget; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                contenders[i].Prepare();
                var start = Stopwatch.GetTimestamp();
                contenders[i].Work();
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (round > 0)
                {
                    samples[i].Add(seconds);
                }
            }
        }

        return samples.Select(list => new Samples(list)).ToArray();
    }

    /// <summary>The same for work that needs no preparation.</summary>
    public static Samples[] Run(TimeSpan budget, params Action[] contenders)
    {
        return Run(budget, contenders.Select(work => (new Action(static () => { }), work)).ToArray());
    }
}
