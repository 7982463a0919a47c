using NUnit.Framework.Interfaces;

namespace DiffusionTextures.Tests.Windows;

/// <summary>Says of every finished test how it went, and of failed ones why, on one line.</summary>
internal sealed class ConsoleListener : ITestListener
{
    /// <summary>Fixtures whose end failed, which no test says.</summary>
    public int FailedTearDowns { get; private set; }

    public void TestStarted(ITest test)
    {
    }

    public void TestFinished(ITestResult result)
    {
        if (!result.Test.IsSuite)
        {
            var why = result.ResultState.Status == TestStatus.Passed ? string.Empty : $": {result.Message} {result.StackTrace}".Replace('\r', ' ').Replace('\n', ' ');
            Console.WriteLine($"{result.ResultState.Status} {result.FullName} [{result.Duration * 1000:0} ms]{why}");
        }
        else if (result.ResultState.Site == FailureSite.TearDown)
        {
            FailedTearDowns++;
            Console.WriteLine($"Failed {result.FullName}: {result.Message}".Replace('\r', ' ').Replace('\n', ' '));
        }
    }

    public void TestOutput(TestOutput output) => Console.Write(output.Text);

    public void SendMessage(TestMessage message)
    {
    }
}
