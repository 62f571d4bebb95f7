using Spectre.Console;
using Spectre.Console.Rendering;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// An output for people: a terminal, which Spectre.Console draws on, or a file or a pipe, which gets plain lines. Nothing of Spectre.Console is loaded
/// for those: that takes longer than the sound that a script asks about.
/// </summary>
/// <param name="writer">Where the text goes.</param>
/// <param name="isTerminal">True if somebody looks on.</param>
internal sealed class TextScreen(TextWriter writer, bool isTerminal = false)
{
    /// <summary>A width no line reaches.</summary>
    public const int Unlimited = 100_000;

    private IAnsiConsole? _console;

    /// <summary>Where the text goes.</summary>
    public TextWriter Writer => writer;

    /// <summary>True if somebody looks on.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>For what is more than lines: with the terminal's width where it is one, without colours and folding where it is not.</summary>
    public IAnsiConsole Console => _console ??= isTerminal ? Rich() : Plain();

    /// <summary>Writes a line of text that is never folded, markup taken literally.</summary>
    public void WriteLine(string text, bool isError = false)
    {
        if (isTerminal)
        {
            Draw(Console, new Text(Printable.Of(text), isError ? new Style(Color.Red) : Style.Plain));
        }
        else
        {
            writer.WriteLine(Printable.Of(text));
        }
    }

    /// <summary>Writes a line of parts, each with the name of a style of Spectre.Console's or none. It is never folded.</summary>
    public void WriteLine(IEnumerable<(string Text, string? Style)> parts)
    {
        if (isTerminal)
        {
            Draw(Console, new Markup(string.Concat(parts.Select(part => part.Style is null ? Markup.Escape(part.Text) : $"[{part.Style}]{Markup.Escape(part.Text)}[/]"))));
        }
        else
        {
            writer.WriteLine(string.Concat(parts.Select(part => part.Text)));
        }
    }

    /// <summary>Draws a line that is never folded. The terminal folds long lines better than we could: what it folds can still be copied as one path.</summary>
    public static void Draw(IAnsiConsole console, IRenderable line)
    {
        int width = console.Profile.Width;
        console.Profile.Width = Unlimited;
        console.Write(line);
        console.WriteLine();
        console.Profile.Width = width;
    }

    /// <summary>Draws a line as on a terminal, but to nowhere, so that what it takes is loaded when the first one is drawn.</summary>
    public static void Rehearse()
    {
        if (!System.Console.IsOutputRedirected)
        {
            new TextScreen(TextWriter.Null, isTerminal: true).WriteLine([("row", "dim")]);
        }
    }

    private IAnsiConsole Rich() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });

    private IAnsiConsole Plain()
    {
        // Said outright: what the console would detect here (a build server, TERM) must not put colours into a file.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Unlimited;
        return console;
    }
}
