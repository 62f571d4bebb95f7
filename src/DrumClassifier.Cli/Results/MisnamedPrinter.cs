using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Results;

/// <summary>
/// Lists files whose name says clearly one thing while another one is surely heard: they may be misnamed, or misheard. After so many lines only counts;
/// the data formats and the report list everything.
/// </summary>
internal sealed class MisnamedPrinter
{
    private const int MostLines = 20;

    private readonly List<string> _lines = [];
    private int _count;

    /// <summary>Takes one file.</summary>
    public void Write(string path, NameOutcome? outcome)
    {
        if (outcome is { IsContradicted: true } && ++_count <= MostLines)
        {
            _lines.Add($"'{path}' is {outcome.ContradictionWords}.");
        }
    }

    /// <summary>Prints the list.</summary>
    public void Print(CliStreams streams)
    {
        foreach (string line in _lines)
        {
            streams.Message($"misnamed? {line}");
        }

        if (_count > _lines.Count)
        {
            streams.Message($"misnamed? {Numbers.Count(_count - _lines.Count, "more file")}; --format csv and --report list them all.");
        }
    }
}
