using System.Diagnostics;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>
/// Brings an index up to date. Everything is written in batches, each of which is one transaction: whatever ends the process, what was
/// committed stays and the next run does the rest.
/// </summary>
/// <param name="database">The index.</param>
/// <param name="classifier">Tells what each sound is, with embeddings.</param>
/// <param name="listener">Has heard what the classifier decoded.</param>
/// <param name="model">Number of the classifier's model.</param>
internal sealed class Indexer(LibraryDatabase database, IDrumClassifier classifier, SoundListener listener, long model) : IDisposable
{
    private const int BatchSize = 128;

    // What a killed process may lose at most, unless sounds take longer than that.
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(1);

    private readonly SoundReader _reader = new(database);
    private readonly SoundWriter _writer = new(database);
    private readonly List<ReadSound> _batch = [];
    private readonly Stopwatch _sinceCommit = Stopwatch.StartNew();

    /// <summary>What was done so far.</summary>
    public IndexCounts Counts { get; } = new();

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="gone">Known sounds whose files are not there any more, unless they turn up elsewhere.</param>
    /// <param name="advance">Called once for each file that is compared or read.</param>
    /// <param name="cancellationToken">Stops between files; what was done by then is kept.</param>
    /// <returns>False if it was stopped.</returns>
    public async Task<bool> RunAsync(IndexPlan plan, IReadOnlyList<KnownSound> gone, Action advance, CancellationToken cancellationToken)
    {
        Counts.Unchanged = plan.Unchanged;
        Counts.UnchangedFailures = plan.UnchangedFailures;
        Counts.Back = plan.Back.Count;
        List<PlannedSound> left = [.. plan.Read];
        try
        {
            InBatches(plan.Back, file => _writer.Seen(file.Known!, file.Stamp, plan.LookedAt), cancellationToken);
            foreach (PlannedSound[] files in plan.Compare.Chunk(BatchSize))
            {
                left.AddRange(Compare(files, plan.LookedAt, cancellationToken));
                Array.ForEach(files, _ => advance());
            }

            InBatches(gone, known => Counts.Gone += _writer.Missing(known) ? 1 : 0, cancellationToken);
            await ReadAsync(left, plan.LookedAt, advance, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Commit();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    private void InBatches<T>(IEnumerable<T> all, Action<T> change, CancellationToken cancellationToken)
    {
        foreach (T[] some in all.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            database.InTransaction(() => Array.ForEach(some, change));
        }
    }

    /// <summary>Finds files by their content among the known ones.</summary>
    /// <returns>Those whose content is not known.</returns>
    private List<PlannedSound> Compare(PlannedSound[] files, long lookedAt, CancellationToken cancellationToken)
    {
        byte[]?[] hashes = [.. files.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(file => TryHash(file.Path))];
        var unknown = new List<PlannedSound>();
        database.InTransaction(() =>
        {
            for (int i = 0; i < files.Length; i++)
            {
                if (hashes[i] is not { } hash || FileStamp.Of(files[i].Path) != files[i].Stamp || !files[i].Stamp.IsSettledAt(lookedAt) || !TakeOver(files[i], hash, lookedAt))
                {
                    unknown.Add(files[i]);
                }
            }
        });
        return unknown;
    }

    private bool TakeOver(PlannedSound file, byte[] hash, long lookedAt)
    {
        // As things are now: another process may have read the file since this one planned to.
        KnownSound[] same = [.. _reader.WithContent(file.Stamp.Size, hash).Where(known => known.Model == model && known.Stamp.IsSettledAt(known.ReadAt))];
        if (same.FirstOrDefault(known => known.Path == file.Path) is { } own)
        {
            _writer.Seen(own, file.Stamp, lookedAt);
            Counts.Touched++;
            return true;
        }

        same = [.. same.Where(known => !known.HasFailed)];
        if (same.FirstOrDefault(known => FileStamp.Of(known.Path) is null) is { } moved)
        {
            _writer.Move(moved, file.Path, file.Stamp, lookedAt);
            Counts.Moved++;
            return true;
        }

        if (same.Length > 0)
        {
            _writer.Copy(same[0], file.Path, file.Stamp, lookedAt);
            Counts.Copies++;
            return true;
        }

        return false;
    }

    private async Task ReadAsync(List<PlannedSound> files, long lookedAt, Action advance, CancellationToken cancellationToken)
    {
        int next = 0;
        await foreach (FileClassification result in classifier.ClassifyFilesAsync(files.Select(file => file.Path), cancellationToken))
        {
            Take(files[next++], result, lookedAt);
            advance();
            if (_batch.Count >= BatchSize || _sinceCommit.Elapsed > LongestBatch)
            {
                Commit();
            }
        }
    }

    private void Take(PlannedSound file, FileClassification result, long lookedAt)
    {
        if (ReadSound(file, result, lookedAt) is not { } sound || FileStamp.Of(file.Path) != file.Stamp)
        {
            Counts.ChangedMeanwhile.Add(file.Path);
            return;
        }

        _batch.Add(sound);
        if (sound.Error is not null)
        {
            Counts.Failures.Add(result.Error!.Message);
        }
        else if (file.Known is null)
        {
            Counts.New++;
        }
        else
        {
            Counts.Changed++;
        }
    }

    private ReadSound? ReadSound(PlannedSound file, FileClassification result, long lookedAt)
    {
        if (result.Classification is not { } found)
        {
            listener.Forget(file.Path);
            return new ReadSound(file.Path, file.Stamp, lookedAt, TryHash(file.Path), null, null, result.Error!.Message);
        }

        try
        {
            HeardSound heard = listener.Take(file.Path);
            return new ReadSound(file.Path, file.Stamp, lookedAt, heard.Hash, found, heard.Measure, null);
        }
        catch (Exception exception) when (exception is DrumClassifierException or IOException or UnauthorizedAccessException)
        {
            // It was a sound a moment ago.
            return null;
        }
    }

    private void Commit()
    {
        _sinceCommit.Restart();
        if (_batch.Count > 0)
        {
            database.InTransaction(() => _batch.ForEach(sound => _writer.Store(sound, model)));
            _batch.Clear();
        }
    }

    private static byte[]? TryHash(string path)
    {
        try
        {
            return FileContent.Hash(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>What a run of 'drums index' did.</summary>
internal sealed class IndexCounts
{
    /// <summary>Files that are what they were.</summary>
    public int Unchanged { get; set; }

    /// <summary>Those of them that cannot be read as sounds.</summary>
    public int UnchangedFailures { get; set; }

    /// <summary>Sounds that were missing and are back where they were.</summary>
    public int Back { get; set; }

    /// <summary>Files with another time and the same content.</summary>
    public int Touched { get; set; }

    /// <summary>Sounds that are at another place now.</summary>
    public int Moved { get; set; }

    /// <summary>Sounds that are not there any more, nor anywhere else.</summary>
    public int Gone { get; set; }

    /// <summary>New files with the content of a known sound.</summary>
    public int Copies { get; set; }

    /// <summary>New files that were read.</summary>
    public int New { get; set; }

    /// <summary>Known files that were read again.</summary>
    public int Changed { get; set; }

    /// <summary>Why files could not be read as sounds, each naming the file.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Files that somebody wrote to while they were read; nothing was stored of them.</summary>
    public List<string> ChangedMeanwhile { get; } = [];
}
