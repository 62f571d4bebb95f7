using System.Globalization;
using DrumClassification.Cli.Terminal;
using Spectre.Console;

namespace DrumClassification.Cli.Output;

/// <summary>
/// Aligned columns, printed as results come: class, confidence with a bar, the runner-up (or what it is instead of a single hit), and the path last, so that it is
/// never cut however long it is. Where the output is not a terminal there is neither bar nor colour. Errors are printed elsewhere.
/// </summary>
internal sealed class TableResultWriter : IResultWriter
{
    private const int BarWidth = 12;
    private const int NextWidth = 8;

    private readonly IAnsiConsole _screen;
    private readonly bool _bars;
    private readonly int _labelWidth;

    /// <summary>Prints the heading.</summary>
    /// <param name="screen">The standard output.</param>
    /// <param name="labels">The model's classes.</param>
    public TableResultWriter(IAnsiConsole screen, IEnumerable<string> labels)
    {
        _screen = screen;
        _bars = screen.Profile.Out.IsTerminal;
        _labelWidth = Math.Max(5, labels.Max(label => Printable.Of(label).Length)) + 1;
        string bar = _bars ? new string(' ', BarWidth + 2) : "";
        string heading = $"{"class".PadRight(_labelWidth)}{"sure",8}  {bar}{"or else".PadRight(_labelWidth + NextWidth)}  file";
        Line($"[dim]{heading}[/]");
    }

    /// <inheritdoc />
    public void Write(FileClassification file)
    {
        if (file.Classification is not { } found)
        {
            return;
        }

        LabelProbability second = found.Probabilities.Where(p => p.Label != found.Label).MaxBy(p => p.Probability);
        string label = Printable.Of(found.Label + (found.IsUncertain ? "?" : "")).PadRight(_labelWidth);
        string colour = ClassColour.Of(found.Label);
        string bar = _bars ? $"[{colour}]{Bar(found.Confidence)}[/]  " : "";
        string next = UncertainText.Words(found) is { } words
            ? words.PadRight(_labelWidth + NextWidth)
            : $"{Printable.Of(second.Label).PadRight(_labelWidth)}{Percent(second.Probability)}";
        Line($"[{colour}]{Markup.Escape(label)}[/]{Percent(found.Confidence)}  {bar}[dim]{Markup.Escape(next)}[/]  {Markup.Escape(Printable.Of(file.Path))}");
    }

    private static string Percent(float probability) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * probability,6:0.0} %");

    private static string Bar(float probability)
    {
        int eighths = (int)Math.Round(Math.Clamp(probability, 0, 1) * BarWidth * 8);
        string rest = eighths % 8 == 0 ? "" : " ▏▎▍▌▋▊▉"[eighths % 8].ToString();
        return (new string('█', eighths / 8) + rest).PadRight(BarWidth);
    }

    private void Line(string markup)
    {
        // The terminal folds long lines better than we could: what it folds can still be copied as one path.
        int width = _screen.Profile.Width;
        _screen.Profile.Width = CliStreams.Unlimited;
        _screen.MarkupLine(markup);
        _screen.Profile.Width = width;
    }
}
