using System.Text;
using Spectre.Console;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// Where a command writes. Data and tables go to the standard output, everything else (progress, messages, errors) to the
/// standard error, so that a pipe receives only what was asked for. Whatever is written as text is made <see cref="Printable"/> here.
/// </summary>
internal sealed class CliStreams
{
    /// <summary>A width no line reaches.</summary>
    public const int Unlimited = 100_000;

    /// <summary>Standard output for data: UTF-8 without a byte order mark, whatever the terminal's encoding.</summary>
    public required TextWriter Data { get; init; }

    /// <summary>Standard output for people.</summary>
    public required IAnsiConsole Screen { get; init; }

    /// <summary>Standard error for people.</summary>
    public required IAnsiConsole Messages { get; init; }

    /// <summary>True if the data appears on a terminal.</summary>
    public bool IsDataShown => Screen.Profile.Out.IsTerminal;

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
            Screen = Open(Console.Out),
            Messages = Open(Console.Error),
            Output = output,
        };
    }

    /// <summary>Other writers, for tests.</summary>
    public static CliStreams For(TextWriter output, TextWriter error) => new() { Data = output, Screen = Open(output), Messages = Open(error) };

    /// <summary>Wraps a writer: with the terminal's width where it is one, and without folding where it is not.</summary>
    public static IAnsiConsole Open(TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        if (output.IsTerminal)
        {
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = output });
        }

        // Said outright: what the console would detect here (a build server, TERM) must not put colours into a file.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Unlimited;
        return console;
    }

    /// <summary>Writes a table's row to nowhere, so that what it takes is loaded when the first one is written.</summary>
    public static void Rehearse() => Open(TextWriter.Null).MarkupLine("[dim]row[/]");

    /// <summary>Writes a line of plain text to the standard error.</summary>
    public void Message(string text) => Write(Messages, text, Style.Plain);

    /// <summary>Writes an error to the standard error.</summary>
    public void Error(string text) => Write(Messages, $"error: {text}", new Style(Color.Red));

    /// <summary>Writes a line of plain text to the standard output.</summary>
    public void Line(string text) => Write(Screen, text, Style.Plain);

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

    /// <summary>Writes a line of text that is never folded, markup taken literally.</summary>
    public static void Write(IAnsiConsole console, string text, Style style)
    {
        int width = console.Profile.Width;
        console.Profile.Width = Unlimited;
        console.Write(new Text(Printable.Of(text), style));
        console.WriteLine();
        console.Profile.Width = width;
    }

    private static Encoding WithoutMark(Encoding wanted) =>
        wanted is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : wanted;
}
