using System.Globalization;
using DiffusionTextures.Goldens.Suites;

namespace DiffusionTextures.Goldens;

/// <summary>Runs every suite that a goldens folder holds and prints one line per suite and one per failure.</summary>
public static class GoldenRunner
{
    /// <summary>The suites whose files are present in <paramref name="folder"/>, in the order of its README.</summary>
    public static IEnumerable<GoldenSuite> Suites(string folder)
    {
        var schedulers = Path.Combine(folder, "schedulers.json");
        if (File.Exists(schedulers))
        {
            yield return new SchedulerSuite(schedulers);
        }

        if (File.Exists(Path.Combine(folder, "clip_tokens.json")))
        {
            yield return new ClipTokensSuite(folder);
        }

        if (File.Exists(Path.Combine(folder, "prompt_attention.json")))
        {
            yield return new PromptAttentionSuite(folder);
        }

        if (File.Exists(Path.Combine(folder, "noise.json")))
        {
            yield return new NoiseSuite(folder);
        }

        if (HasManifest(folder, "e2e"))
        {
            yield return new ClosedLoopSuite(folder, "e2e");
        }

        var families = Path.Combine(folder, "families");
        foreach (var family in Directory.Exists(families) ? Directory.GetDirectories(families).Order() : Enumerable.Empty<string>())
        {
            var name = "families/" + Path.GetFileName(family);
            if (HasManifest(folder, name))
            {
                yield return new ClosedLoopSuite(folder, name);
            }
        }
    }

    private static bool HasManifest(string folder, string name) => File.Exists(Path.Combine(folder, name, "manifest.json"));

    /// <summary>Runs all suites. Returns 0 when every case passed, else 1.</summary>
    public static int Run(string folder, TextWriter output)
    {
        var exitCode = 0;
        foreach (var suite in Suites(folder))
        {
            var passed = 0;
            var failed = 0;
            var worst = 0.0;
            var failures = new List<string>();
            foreach (var golden in suite.Cases())
            {
                var check = Check(golden);
                if (check.Failures.Count == 0)
                {
                    passed++;
                    worst = Math.Max(worst, check.Worst);
                    continue;
                }

                failed++;
                failures.AddRange(check.Failures.Select(failure => $"  {golden.Id}: {failure}"));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{suite.Name}: {passed} passed, {failed} failed, worst {worst:g2}"));
            failures.ForEach(output.WriteLine);
            exitCode = failed > 0 ? 1 : exitCode;
        }

        return exitCode;
    }

    /// <summary>Runs one case; an exception is a failure of the case, not of the run.</summary>
    public static GoldenCheck Check(GoldenCase golden)
    {
        var check = new GoldenCheck();
        try
        {
            golden.Run(check);
        }
#pragma warning disable CA1031 // whatever a case throws is its result
        catch (Exception exception)
#pragma warning restore CA1031
        {
            check.Fail($"{exception.GetType().Name}: {exception.Message}");
        }

        return check;
    }
}
