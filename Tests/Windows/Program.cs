using System.Reflection;
using System.Security;
using DiffusionTextures.Tests.Windows;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

// Runs the tests of this assembly in the order of their names, with NUnit's own runner, and prints one line for each.
//   DiffusionTextures.Windows [PART OF A NAME] [FIRST] [--stop-after-exceptions]
// With the last argument it ends after the first test in which anything was thrown, says "Continue N", and wants to be started again with N:
// under Wine the process dies in a later test, for a reason not found yet. run-under-wine does that.
var part = args.ElementAtOrDefault(0) ?? string.Empty;
var first = int.Parse(args.ElementAtOrDefault(1) ?? "0");
var stops = args.Contains("--stop-after-exceptions");
var hasThrown = false;
AppDomain.CurrentDomain.FirstChanceException += (_, _) => hasThrown = true;

var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
runner.Load(Assembly.GetExecutingAssembly(), new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
var names = Leaves(runner.LoadedTest!).Select(test => test.FullName).Where(name => name.Contains(part)).Order(StringComparer.Ordinal).ToArray();
var hasFailed = names.Length == 0;
for (var i = first; i < names.Length; i++)
{
    hasThrown = false;
    var result = runner.Run(new ConsoleListener(), TestFilter.FromXml($"<filter><test>{SecurityElement.Escape(names[i])}</test></filter>"));
    hasFailed |= result.FailCount > 0 || result.TotalCount == 0;
    if (hasThrown && stops && i + 1 < names.Length)
    {
        Console.WriteLine($"Continue {i + 1}");
        break;
    }
}

return hasFailed ? 1 : 0;

static IEnumerable<ITest> Leaves(ITest test) => test.IsSuite ? test.Tests.SelectMany(Leaves) : [test];
