using System.Diagnostics;
using System.Reflection;
using System.Security;
using System.Text.RegularExpressions;
using DiffusionTextures.Tests.Windows;
using NUnit.Framework.Api;
using NUnit.Framework.Internal;

// Runs the tests of this assembly with NUnit's own runner, prints one line for each, and last a line as `dotnet test` prints it.
//   DiffusionTextures.Windows [PART OF A NAME]
WineExceptionFrames.Forget();
var clock = Stopwatch.StartNew();
var filter = args.Length == 0 ? TestFilter.Empty : TestFilter.FromXml($"<filter><test re=\"1\">{SecurityElement.Escape(Regex.Escape(args[0]))}</test></filter>");
var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
runner.Load(Assembly.GetExecutingAssembly(), new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
var listener = new ConsoleListener();
var result = runner.Run(listener, filter);

var failed = result.FailCount + listener.FailedTearDowns + (result.TotalCount == 0 ? 1 : 0);
var skipped = result.SkipCount + result.InconclusiveCount;
Console.WriteLine(
    $"{(failed == 0 ? "Passed!" : "Failed!")}  - Failed: {failed,5}, Passed: {result.PassCount,5}, Skipped: {skipped,5}, Total: {result.PassCount + failed + skipped,5}, " +
    $"Duration: {clock.Elapsed.TotalSeconds:0} s - DiffusionTextures.Windows");
return failed == 0 ? 0 : 1;
