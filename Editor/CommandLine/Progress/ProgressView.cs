using System.Globalization;
using Spectre.Console;

namespace DiffusionTextures.CommandLine.Progress;

/// <summary>Shows stage and step of the running work as a bar on a terminal, and nothing elsewhere. Told from the inference thread.</summary>
internal sealed class ProgressView : IProgress<GenerationProgress>
{
    private readonly ProgressContext? _context;
    private ProgressTask? _task;
    private string _title = string.Empty;

    private ProgressView(ProgressContext? context)
    {
        _context = context;
    }

    /// <summary>Runs work with a view that is live while it runs.</summary>
    public static Task<T> RunAsync<T>(ToolConsole console, Func<ProgressView, Task<T>> work)
    {
        if (!console.IsWatched)
        {
            return work(new ProgressView(null));
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return terminal.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new ProgressView(context)));
    }

    /// <summary>Begins a new bar.</summary>
    /// <param name="title">What the bar is for; it stands before the stage.</param>
    public void Begin(string title)
    {
        _task?.StopTask();
        _title = title;
        _task = _context?.AddTask(Markup.Escape(title));
    }

    public void Report(GenerationProgress value)
    {
        if (_task is null)
        {
            return;
        }

        var stage = value.Stage.ToString().ToLowerInvariant();
        var step = value.StepCount > 1 ? string.Create(CultureInfo.InvariantCulture, $" {value.Step}/{value.StepCount}") : string.Empty;
        _task.Description = Markup.Escape($"{_title}: {stage}{step}");
        if (value.Stage is GenerationStage.Load or GenerationStage.Denoise)
        {
            _task.MaxValue = value.StepCount;
            _task.Value = value.Step;
        }
    }
}
