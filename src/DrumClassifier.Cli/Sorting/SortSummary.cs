using DrumClassification.Cli.Files;

namespace DrumClassification.Cli.Sorting;

/// <summary>Counts outcomes as they come; memory does not grow with the files that went well.</summary>
internal sealed class SortSummary
{
    private readonly SortedDictionary<string, FolderCount> _folders = new(StringComparer.Ordinal);
    private readonly List<FileProblem> _failures = [];

    /// <summary>Files that went to a folder, or lay there already, by folder.</summary>
    public IReadOnlyDictionary<string, FolderCount> Folders => _folders;

    /// <summary>Files (and folders) that could not be sorted and are where they were.</summary>
    public IReadOnlyList<FileProblem> Failures => _failures;

    /// <summary>Files that went to a folder.</summary>
    public int Done { get; private set; }

    /// <summary>Files that lay in their folder already.</summary>
    public int InPlace { get; private set; }

    /// <summary>Adds one outcome.</summary>
    public void Add(StepOutcome outcome)
    {
        if (outcome.Step is not { } step)
        {
            _failures.Add(new FileProblem(outcome.Source, outcome.Error!));
            return;
        }

        if (step.IsInPlace)
        {
            InPlace++;
        }
        else
        {
            Done++;
        }

        FolderCount count = _folders.GetValueOrDefault(step.Folder);
        _folders[step.Folder] = new FolderCount(count.Files + 1, count.ConfidenceSum + step.Classification.Confidence);
    }

    /// <summary>Adds something that could not even be read.</summary>
    public void Add(FileProblem problem) => _failures.Add(problem);
}

/// <summary>What one folder received.</summary>
/// <param name="Files">Number of files.</param>
/// <param name="ConfidenceSum">Sum of their confidences.</param>
internal readonly record struct FolderCount(int Files, double ConfidenceSum)
{
    /// <summary>Mean confidence, 0 … 1.</summary>
    public double MeanConfidence => Files == 0 ? 0 : ConfidenceSum / Files;
}
