using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>What there is to do for an index: only sizes and times of files were looked at.</summary>
internal sealed class IndexPlan
{
    /// <summary>When the files were looked at, in UTC, in ticks.</summary>
    public long LookedAt { get; } = DateTime.UtcNow.Ticks;

    /// <summary>Files that have to be read: new ones, and ones that changed, are not surely unchanged, or that another model has listened to.</summary>
    public List<PlannedSound> Read { get; } = [];

    /// <summary>Files whose content is perhaps known: new ones of a known size, and ones with another time and the same size.</summary>
    public List<PlannedSound> Compare { get; } = [];

    /// <summary>Known sounds that are back where they were.</summary>
    public List<PlannedSound> Back { get; } = [];

    /// <summary>How many files are what they were.</summary>
    public int Unchanged { get; private set; }

    /// <summary>How many of those cannot be read as sounds.</summary>
    public int UnchangedFailures { get; private set; }

    /// <summary>Makes a plan.</summary>
    /// <param name="files">The files, by their real paths.</param>
    /// <param name="known">All sounds of the index.</param>
    /// <param name="model">Number of the model that is to have listened to them.</param>
    /// <param name="again">True reads every file anew.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static IndexPlan Make(IEnumerable<string> files, IReadOnlyList<KnownSound> known, long model, bool again, CancellationToken cancellationToken)
    {
        var plan = new IndexPlan();
        Dictionary<string, KnownSound> byPath = known.ToDictionary(sound => sound.Path, StringComparer.Ordinal);
        HashSet<long> sizes = [.. known.Where(sound => sound.Model == model && !sound.HasFailed).Select(sound => sound.Stamp.Size)];
        foreach (string path in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FileStamp.Of(path) is { } now)
            {
                plan.Add(new PlannedSound(path, now, byPath.GetValueOrDefault(path)), model, again, sizes);
            }
        }

        return plan;
    }

    private void Add(PlannedSound file, long model, bool again, HashSet<long> sizes)
    {
        KnownSound? known = file.Known;
        if (again || (known is not null && known.Model != model))
        {
            Read.Add(file);
        }
        else if (known is null)
        {
            (sizes.Contains(file.Stamp.Size) ? Compare : Read).Add(file);
        }
        else if (known.IsUnchanged(file.Stamp))
        {
            Unchanged++;
            UnchangedFailures += known.HasFailed ? 1 : 0;
            if (known.IsMissing)
            {
                Back.Add(file);
            }
        }
        else
        {
            // Of one that was read in the very moment it was written its hash says nothing sure.
            bool isComparable = known.Stamp.Size == file.Stamp.Size && known.Stamp.IsSettledAt(known.ReadAt) && !known.HasFailed;
            (isComparable || sizes.Contains(file.Stamp.Size) ? Compare : Read).Add(file);
        }
    }
}

/// <summary>A file that there is something to do for.</summary>
/// <param name="Path">Its real path.</param>
/// <param name="Stamp">How it looks.</param>
/// <param name="Known">What is known of its path; null for nothing.</param>
internal sealed record PlannedSound(string Path, FileStamp Stamp, KnownSound? Known);
