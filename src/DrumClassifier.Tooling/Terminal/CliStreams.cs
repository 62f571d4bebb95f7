using System.Text;
using Spectre.Console;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// Where a command writes. Data and tables go to the standard output, everything else (progress, messages, errors) to the
/// standard error, so that a pipe receives only what was asked for. Whatever is written as text is made <see cref="Printable"/> here.
/// </summary>
internal sealed class CliStreams
{
    /// <summary>Standard output for data: UTF-8 without a byte order mark, whatever the terminal's encoding.</summary>
    public required TextWriter Data { get; init; }

    /// <summary>Standard output for people.</summary>
    public required TextScreen Out { get; init; }

    /// <summary>Standard error for people.</summary>
    public required TextScreen Err { get; init; }

    /// <summary>Standard output for what is more than lines.</summary>
    public IAnsiConsole Screen => Out.Console;

    /// <summary>Standard error for what is more than lines.</summary>
    public IAnsiConsole Messages => Err.Console;

    /// <summary>True if the data appears on a terminal.</summary>
    public bool IsDataShown => Out.IsTerminal;

    /// <summary>How often a long job says how far it is, where there is no terminal for a bar.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The process's own standard output, which may fail; null if a test looks on.</summary>
    public StandardStream? Output { get; init; }

    /// <summary>Cancelled where the standard output cannot be written any more, so that work whose only fruit it is may stop.</summary>
    public CancellationToken OutputLost => Output?.Lost ?? CancellationToken.None;

    /// <summary>True if whoever read the standard output has gone, as <c>head</c> does when it has its lines.</summary>
    public bool IsReaderGone => Output?.IsReaderGone == true;

    /// <summary>The process's own streams. To be called before anything else is opened, or that might take the place of a closed one.</summary>
    /// <param name="opened">Called as soon as other things may be opened, to do on other threads what need not wait for the rest; null for nothing.</param>
    public static CliStreams ForProcess(Action? opened = null)
    {
        (StandardStream output, StandardStream error) = StandardStream.OpenBoth();
        opened?.Invoke();
        if (OperatingSystem.IsWindows())
        {
            // The old code pages have neither bars nor most file names.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        // What the runtime or a library prints by itself must not fail either.
        Console.SetOut(new StreamWriter(output, WithoutMark(Console.OutputEncoding)) { AutoFlush = true });
        Console.SetError(new StreamWriter(error, WithoutMark(Console.OutputEncoding)) { AutoFlush = true });
        return new CliStreams
        {
            Data = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)),
            Out = new TextScreen(Console.Out, !Console.IsOutputRedirected),
            Err = new TextScreen(Console.Error, !Console.IsErrorRedirected),
            Output = output,
        };
    }

    /// <summary>Other writers, for tests.</summary>
    public static CliStreams For(TextWriter output, TextWriter error) => new() { Data = output, Out = new TextScreen(output), Err = new TextScreen(error) };

    /// <summary>Writes a line of plain text to the standard error.</summary>
    public void Message(string text) => Err.WriteLine(text);

    /// <summary>Writes an error to the standard error.</summary>
    public void Error(string text) => Err.WriteLine($"error: {text}", isError: true);

    /// <summary>Writes a line of plain text to the standard output.</summary>
    public void Line(string text) => Out.WriteLine(text);

    /// <summary>What the process returns in the end, knowing now whether its results went where they should; says so where they did not.</summary>
    /// <param name="exitCode">What it would return otherwise.</param>
    public int Conclude(int exitCode)
    {
        if (Output?.Failure is not { } failure)
        {
            return exitCode;
        }

        if (IsReaderGone)
        {
            return exitCode is ExitCode.Done or ExitCode.Interrupted ? ExitCode.ReaderGone : exitCode;
        }

        Error($"What was to be printed cannot be written to the standard output: {failure}.");
        return exitCode is ExitCode.Done or ExitCode.Interrupted ? ExitCode.SomeFailed : exitCode;
    }

    private static Encoding WithoutMark(Encoding wanted) =>
        wanted is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : wanted;
}
