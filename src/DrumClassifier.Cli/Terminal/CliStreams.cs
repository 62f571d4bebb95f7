using System.Text;
using Spectre.Console;

namespace DrumClassification.Cli.Terminal;

/// <summary>
/// Where a command writes. Data and tables go to the standard output, everything else (progress, messages, errors) to the
/// standard error, so that a pipe receives only what was asked for.
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

    /// <summary>The process's own streams.</summary>
    public static CliStreams ForProcess() => new()
    {
        Data = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)),
        Screen = Open(Console.Out),
        Messages = Open(Console.Error),
    };

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

    /// <summary>Writes a line of plain text to the standard error.</summary>
    public void Message(string text) => Write(Messages, text, Style.Plain);

    /// <summary>Writes an error to the standard error.</summary>
    public void Error(string text) => Write(Messages, $"error: {text}", new Style(Color.Red));

    /// <summary>Writes a line of plain text to the standard output.</summary>
    public void Line(string text) => Write(Screen, text, Style.Plain);

    private static void Write(IAnsiConsole console, string text, Style style)
    {
        int width = console.Profile.Width;
        console.Profile.Width = Unlimited;
        console.Write(new Text(text, style));
        console.WriteLine();
        console.Profile.Width = width;
    }
}
