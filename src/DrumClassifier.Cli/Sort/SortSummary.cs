using DrumClassification.Cli.Input;
using DrumClassification.Cli.Results;

namespace DrumClassification.Cli.Sort;

/// <summary>Counts what a sort does as it goes; memory does not grow with the files that went well.</summary>
/// <param name="folders">The folders, whose rows it counts.</param>
internal sealed class SortSummary(SortFolders folders)
{
    private readonly Dictionary<string, ClassCount> _rows = [];
    private readonly int[] _outcomes = new int[Enum.GetValues<SortOutcome>().Length];
    private readonly List<FileProblem> _failures = [];

    /// <summary>Sounds that were classified and not failed, by their most probable class, or by kind where that is a row of its own.</summary>
    public IReadOnlyDictionary<string, ClassCount> Rows => _rows;

    /// <summary>Files (and folders) that could not be sorted and are where they were.</summary>
    public IReadOnlyList<FileProblem> Failures => _failures;

    /// <summary>Files that went to a folder.</summary>
    public int Done => Count(SortOutcome.Moved) + Count(SortOutcome.Copied) + Count(SortOutcome.Linked);

    /// <summary>Files among <see cref="Done"/> with the content of another one.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Sounds that were dealt with, whatever came of it; neither folders nor what is no sound.</summary>
    public int Sounds { get; private set; }

    /// <summary>Number of files with an outcome.</summary>
    public int Count(SortOutcome outcome) => _outcomes[(int)outcome];

    /// <summary>Takes one file's record.</summary>
    public void Write(SortRecord record)
    {
        _outcomes[(int)record.Outcome]++;
        Sounds += record.Outcome == SortOutcome.LeftAlone ? 0 : 1;
        Duplicates += record is { DuplicateOf: not null, Outcome: not SortOutcome.SkippedDuplicate } ? 1 : 0;
        if (record.Outcome == SortOutcome.Failed)
        {
            _failures.Add(new FileProblem(record.Source, record.Reason!));
        }
        else if (record.Classification is { } found)
        {
            var answer = Answer.Of(found);
            string row = folders.RowOf(found);
            _rows[row] = _rows.GetValueOrDefault(row) + new ClassCount(1, answer.IsUncertain ? 1 : 0, answer.Confidence);
        }
    }
}

/// <summary>How many sounds a row counts.</summary>
/// <param name="Files">Number of sounds.</param>
/// <param name="Uncertain">How many of them the model is not sure of.</param>
/// <param name="ConfidenceSum">Sum of their confidences.</param>
internal readonly record struct ClassCount(int Files, int Uncertain, double ConfidenceSum)
{
    /// <summary>Mean confidence, 0 … 1.</summary>
    public double MeanConfidence => Files == 0 ? 0 : ConfidenceSum / Files;

    /// <summary>Both together.</summary>
    public static ClassCount operator +(ClassCount a, ClassCount b) =>
        new(a.Files + b.Files, a.Uncertain + b.Uncertain, a.ConfidenceSum + b.ConfidenceSum);
}
