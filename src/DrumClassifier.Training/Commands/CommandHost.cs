using DrumClassification.Tooling.Terminal;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>Where a command writes: results to the standard output, progress, messages and errors to the standard error.</summary>
/// <param name="Streams">The two.</param>
internal sealed record CommandHost(CliStreams Streams)
{
    private static readonly AsyncLocal<CommandHost?> CurrentHost = new();

    /// <summary>What the running command writes to: set by <see cref="DrumTrainCommand.RunAsync"/>, the process's own streams elsewhere.</summary>
    public static CommandHost Current
    {
        get => CurrentHost.Value ??= ForProcess();
        set => CurrentHost.Value = value;
    }

    /// <summary>The standard output.</summary>
    public IAnsiConsole Screen => Streams.Screen;

    /// <summary>The standard error.</summary>
    public IAnsiConsole Messages => Streams.Messages;

    /// <summary>Results of the running command.</summary>
    public static IAnsiConsole Output => Current.Screen;

    /// <summary>Messages and progress of the running command.</summary>
    public static IAnsiConsole Error => Current.Messages;

    /// <summary>The process's own streams.</summary>
    public static CommandHost ForProcess() => new(CliStreams.ForProcess());

    /// <summary>Other writers, for tests.</summary>
    public static CommandHost For(TextWriter output, TextWriter error) => new(CliStreams.For(output, error));

    /// <summary>Writes a line that is never folded, markup taken literally.</summary>
    public static void WriteLine(IAnsiConsole console, string text, Style? style = null) => CliStreams.Write(console, text, style ?? Style.Plain);

    /// <summary>Runs a command; failures of the file system become errors that are reported in one line, like those made on purpose.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DrumClassifierException(exception.Message, exception);
        }
    }

    /// <summary>Shows a progress bar on the standard error while the work runs; where that is no terminal, a line every tenth of the way.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">Number of steps.</param>
    /// <param name="work">Gets a callback that takes the number of steps done, from any thread.</param>
    public static async Task<T> WithProgressAsync<T>(string title, int total, Func<Action<int>, Task<T>> work)
    {
        IAnsiConsole console = Error;
        if (!console.Profile.Out.IsTerminal)
        {
            int shown = 0;
            Lock line = new();
            return await work(done =>
            {
                lock (line)
                {
                    int tenth = (int)(10L * done / Math.Max(1, total));
                    if (tenth > shown)
                    {
                        shown = tenth;
                        WriteLine(console, $"{title}: {done} of {total}");
                    }
                }
            }).ConfigureAwait(false);
        }

        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
                return work(done => task.Value = Math.Max(task.Value, done));
            }).ConfigureAwait(false);
    }
}
