using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>Where a command writes: results to the standard output, progress, messages and errors to the standard error.</summary>
/// <param name="Screen">The standard output.</param>
/// <param name="Messages">The standard error.</param>
internal sealed record CommandStreams(IAnsiConsole Screen, IAnsiConsole Messages)
{
    /// <summary>A width that no line reaches.</summary>
    private const int Unlimited = 100_000;

    /// <summary>The process's own streams.</summary>
    public static CommandStreams ForProcess() => For(Console.Out, Console.Error);

    /// <summary>Other writers, for tests.</summary>
    public static CommandStreams For(TextWriter output, TextWriter error) => new(Open(output), Open(error));

    /// <summary>Writes a line that is never folded, markup taken literally.</summary>
    public static void WriteLine(IAnsiConsole console, string text, Style? style = null)
    {
        int width = console.Profile.Width;
        console.Profile.Width = Unlimited;
        console.Write(new Text(text, style));
        console.WriteLine();
        console.Profile.Width = width;
    }

    /// <summary>
    /// A terminal keeps its width and colours. What is redirected has no width, so that no table is folded to a guessed one,
    /// and gets no control codes, whatever the environment says about the terminal around it.
    /// </summary>
    private static IAnsiConsole Open(TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = output.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!output.IsTerminal)
        {
            console.Profile.Width = Unlimited;
        }

        return console;
    }
}
