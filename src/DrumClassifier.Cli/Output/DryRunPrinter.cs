using System.Globalization;
using DrumClassification.Cli.Sorting;
using DrumClassification.Cli.Terminal;

namespace DrumClassification.Cli.Output;

/// <summary>Prints the plan of a dry run, a line for each file that would go somewhere.</summary>
internal sealed class DryRunPrinter(CliStreams streams) : ISortRecordSink
{
    /// <inheritdoc />
    public void Write(SortRecord record)
    {
        if (record is { Destination: { } destination, Classification: { } found, Outcome: not SortOutcome.AlreadySorted })
        {
            streams.Line(string.Create(
                CultureInfo.InvariantCulture, $"{record.Folder,-10}{100 * found.Confidence,6:0.0} %  {record.Source} -> {destination}"));
        }
    }
}
