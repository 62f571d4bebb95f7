using System.CommandLine;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>What the commands share: where they write, how they fail and how they show progress. Results go to stdout, all else to stderr.</summary>
internal static class CommandHost
{
    /// <summary>Exit code after Ctrl-C, as shells have it.</summary>
    public const int Cancelled = 130;

    /// <summary>For messages and progress bars.</summary>
    public static IAnsiConsole Error { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>For results.</summary>
    public static IAnsiConsole Output { get; } = CreateOutput();

    /// <summary>Runs a command: an error made on purpose becomes one line and exit code 1, Ctrl-C becomes exit code 130.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Error.MarkupLine("[yellow]Stopped.[/] Nothing half-written was left behind.");
            return Cancelled;
        }
        catch (Exception exception) when (exception is DrumClassifierException or IOException or UnauthorizedAccessException)
        {
            Error.MarkupLineInterpolated($"[red]error:[/] {exception.Message}");
            return 1;
        }
    }

    /// <summary>Shows a progress bar while the work runs; where stderr is no terminal, a line every tenth of the way.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">Number of steps.</param>
    /// <param name="work">Gets a callback that takes the number of steps done, from any thread.</param>
    public static async Task<T> WithProgressAsync<T>(string title, int total, Func<Action<int>, Task<T>> work)
    {
        if (!Error.Profile.Capabilities.Interactive || Console.IsErrorRedirected)
        {
            int shown = 0;
            return await work(done =>
            {
                int tenth = (int)(10L * done / Math.Max(1, total));
                int before = Volatile.Read(ref shown);
                if (tenth > before && Interlocked.CompareExchange(ref shown, tenth, before) == before)
                {
                    Console.Error.WriteLine($"{title}: {done} of {total}");
                }
            }).ConfigureAwait(false);
        }

        return await Error.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
                return work(done => task.Value = Math.Max(task.Value, done));
            }).ConfigureAwait(false);
    }

    private static IAnsiConsole CreateOutput()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            // A pipe has no width; tables must not be folded to a guess.
            console.Profile.Width = 200;
        }

        return console;
    }
}
