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
    public static void WriteLine(IAnsiConsole console, string text, Style? style = null) => TextScreen.Draw(console, new Text(Printable.Of(text), style ?? Style.Plain));

    /// <summary>Shows on the standard error how far the work is.</summary>
    /// <param name="total">Number of sounds.</param>
    /// <param name="work">Gets a callback that takes the number of sounds done, from any thread.</param>
    public static async Task<T> WithProgressAsync<T>(string title, int total, Func<Action<int>, Task<T>> work)
    {
        T? result = default;
        int shown = 0;
        Lock showing = new();
        await ProgressDisplay.RunAsync(Current.Streams, title, total, quiet: false, async step => result = await work(done =>
        {
            lock (showing)
            {
                for (; shown < done; shown++)
                {
                    step();
                }
            }
        }).ConfigureAwait(false)).ConfigureAwait(false);
        return result!;
    }
}
