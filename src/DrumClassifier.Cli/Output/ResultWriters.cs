using DrumClassification.Cli.Terminal;

namespace DrumClassification.Cli.Output;

/// <summary>Makes the writer for a format.</summary>
internal static class ResultWriters
{
    /// <summary>A writer that has printed its heading, where it has one.</summary>
    public static IResultWriter Create(OutputFormat format, CliStreams streams, IReadOnlyList<string> labels) => format switch
    {
        OutputFormat.Json => new JsonResultWriter(streams.Data),
        OutputFormat.Csv => new CsvResultWriter(streams.Data, labels, streams.IsDataShown),
        _ => new TableResultWriter(streams.Screen, labels),
    };
}
