using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Writes the steps of one sort into the output's journal.</summary>
internal sealed class SortJournal : IStepJournal
{
    private readonly OutputFolder _output;
    private readonly RunEntry _run;
    private readonly bool _goesOn;
    private bool _begun;
    private long _lastNumber;

    /// <summary>Prepares the journal; nothing is written before the first step.</summary>
    /// <param name="output">The output.</param>
    /// <param name="kind">What the sort does to the files.</param>
    /// <param name="input">Full path of the input.</param>
    public SortJournal(OutputFolder output, TransferKind kind, string input)
    {
        _output = output;
        _lastNumber = output.History.LastNumber;
        string stored = output.Paths.Store(input);
        _goesOn = output.History.OpenRun is { } open && open.Kind == kind && open.Input == stored;
        _run = new RunEntry(output.History.LastRun + (_goesOn ? 0 : 1), DateTime.UtcNow, kind, stored, output.Paths.Store(Root(input)));
    }

    /// <inheritdoc />
    public long NextNumber() => ++_lastNumber;

    /// <inheritdoc />
    public void Announce(IReadOnlyList<TransferStep> steps)
    {
        var entries = new List<JournalEntry>();
        if (!_begun)
        {
            entries.Add(_run);
            entries.AddRange(_output.OwnFolders);
        }

        foreach (TransferStep step in steps)
        {
            if (step.Kind == TransferKind.Move)
            {
                entries.AddRange(_output.Watch.Note(Path.GetDirectoryName(step.Source)!));
            }

            entries.AddRange(_output.Watch.Note(Path.GetDirectoryName(step.Destination)!));
            entries.Add(StepEntry.Of(step, _output.Paths));
        }

        _output.Commit(entries);
        _begun = true;
    }

    /// <inheritdoc />
    public void Done(TransferStep step) => _output.Append(DoneEntry.Of(step));

    /// <inheritdoc />
    public void NotDone(TransferStep step) => _output.Append(new NotDoneEntry(step.Number));

    /// <summary>Notes that the sort has dealt with everything, so that the next one is another run.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void End()
    {
        if (_begun || _goesOn)
        {
            _output.Commit([new RunEndEntry(_run.Run)]);
        }
    }

    private static string Root(string input) => RealPath.Of(Directory.Exists(input) ? input : Path.GetDirectoryName(input)!);
}
