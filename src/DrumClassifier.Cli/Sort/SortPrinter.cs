using System.Diagnostics;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Sort;

/// <summary>What a sort prints: lines while it runs if there is a reason, then what stayed and why, the table, and what to do next.</summary>
internal sealed class SortPrinter : IDisposable
{
    private readonly CliStreams _streams;
    private readonly SortOptions _options;
    private readonly OutputFormat _format;
    private readonly SortFolders _folders;
    private readonly IRecordWriter<SortRecord>? _lines;
    private readonly LeftAlonePrinter _leftAlone = new();
    private readonly MisnamedPrinter _misnamed = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Prepares it; with csv the header is printed.</summary>
    public SortPrinter(CliStreams streams, SortOptions options, OutputFormat format, IReadOnlyList<string> labels, SortFolders folders)
    {
        _streams = streams;
        _options = options;
        _format = format;
        _folders = folders;
        Summary = new SortSummary(folders);
        _lines = format == OutputFormat.Table && !options.DryRun
            ? null
            : RecordWriter.Create(format, streams, SortColumns.For(labels, folders), SortColumns.HasRow);
    }

    /// <summary>What was done.</summary>
    public SortSummary Summary { get; }

    /// <summary>True if the lines appear on the terminal, so that a bar would only be in the way.</summary>
    public bool IsQuiet => _lines is not null && _streams.IsDataShown;

    /// <summary>Takes one file's record.</summary>
    public void Write(SortRecord record)
    {
        Summary.Write(record);
        _leftAlone.Write(record);
        _misnamed.Write(record.Source, record.Names);
        _lines?.Write(record);
    }

    /// <inheritdoc />
    public void Dispose() => _lines?.Dispose();

    /// <summary>Prints the end.</summary>
    /// <param name="found">What the input held.</param>
    /// <param name="end">How the sort ended.</param>
    public void Close(ScanResult found, SortEnd end)
    {
        TimeSpan elapsed = _clock.Elapsed;
        _leftAlone.Print(_streams);
        _misnamed.Print(_streams);
        foreach (FileProblem failure in Summary.Failures)
        {
            _streams.Error(failure.Reason);
        }

        bool isTable = _format == OutputFormat.Table;
        if (Summary.Sounds > 0)
        {
            SortTable.Print(isTable ? _streams.Screen : _streams.Messages, Summary, _folders.Rows, elapsed);
        }

        (isTable ? _streams.Line : (Action<string>)_streams.Message)(SortClosing.Text(_options, found, Summary, elapsed));
        if (end.Failure is { } failed)
        {
            _streams.Error(failed);
        }

        int left = found.Outcomes - Summary.Sounds;
        if (end != SortEnd.Complete)
        {
            string word = end.IsInterrupted ? "Interrupted" : "Stopped";
            _streams.Message($"{word}: {Numbers.Count(left, "file")} not dealt with and where they were. To go on, give the same command again.");
        }

        if (!_options.DryRun && Summary.Done > 0)
        {
            _streams.Message($"To put everything back: drums undo {ShellWord.Of(_options.Output)}");
        }
    }
}
