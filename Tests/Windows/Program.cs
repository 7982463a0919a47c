using System.Reflection;
using System.Text.RegularExpressions;
using DiffusionTextures.Tests.Windows;
using NUnit.Framework.Api;
using NUnit.Framework.Internal;

// Runs the tests of this assembly whose full name contains the argument, with NUnit's own runner: one line per test, then a line of sums.
var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
runner.Load(Assembly.GetExecutingAssembly(), new Dictionary<string, object>());
var filter = args.Length == 0 ? TestFilter.Empty : TestFilter.FromXml($"<filter><test re='1'>{Regex.Escape(args[0])}</test></filter>");
var result = runner.Run(new ConsoleListener(), filter);
Console.WriteLine($"{result.PassCount} passed, {result.FailCount} failed, {result.SkipCount + result.InconclusiveCount} skipped");
return result.FailCount == 0 && result.PassCount > 0 ? 0 : 1;
