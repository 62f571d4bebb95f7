using DrumClassification.Cli.Sort;

namespace DrumClassification.Cli.Demo;

/// <summary>Compares what the sorter makes of the kit with what it is, and notes each copy as the demo's own.</summary>
internal sealed class DemoCollector(DemoFolder folder, IReadOnlyDictionary<string, DemoSound> truth)
{
    /// <summary>The sounds that were sorted.</summary>
    public List<DemoResult> Results { get; } = [];

    /// <summary>Why others were not.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Takes one file's record.</summary>
    public void Write(SortRecord record)
    {
        if (record is { Destination: { } destination, Classification: { } found })
        {
            folder.Remember(destination);
            Results.Add(new DemoResult(Path.GetFileName(record.Source), truth[record.Source], found));
        }
        else
        {
            Failures.Add(record.Reason!);
        }
    }
}
