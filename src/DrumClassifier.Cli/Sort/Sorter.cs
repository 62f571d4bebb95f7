using System.Threading.Channels;
using DrumClassification.Cli.Results;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Sort;

/// <summary>
/// Classifies files in bulk and brings each to its folder. Steps are announced to the journal in batches, because one flush of
/// the disk for each file would cost more than the classification; a batch is what is ready, so that nothing ever waits.
/// </summary>
internal sealed class Sorter(
    SortOptions options, DestinationPlanner planner, DuplicateFinder duplicates, IStepJournal journal, StepRunner? runner, Action<SortRecord> sink)
{
    private const int MostInBatch = 64;

    private readonly FileCarrier _carrier = new(options, planner, journal, runner);
    private readonly List<PlannedFile> _batch = [];

    /// <summary>Sorts the files.</summary>
    /// <param name="classifier">Tells what each file is.</param>
    /// <param name="files">The files, in the order in which they are dealt with.</param>
    /// <param name="cancellationToken">Stops between files: a step that has begun is finished.</param>
    public async Task<SortEnd> RunAsync(IDrumClassifier classifier, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = Channel.CreateBounded<FileClassification>(MostInBatch);
        Task pump = PumpAsync(classifier.ClassifyFilesAsync(files, stop.Token), results.Writer, stop.Token);
        try
        {
            while (await results.Reader.WaitToReadAsync(cancellationToken))
            {
                while (_batch.Count < MostInBatch && results.Reader.TryRead(out FileClassification? result))
                {
                    Take(result);
                }

                CarryOut(cancellationToken);
            }

            return SortEnd.Complete;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return SortEnd.Interrupted;
        }
        catch (Exception exception) when (exception is JournalException or SortStoppedException)
        {
            return SortEnd.StoppedBy(exception.Message);
        }
        finally
        {
            await stop.CancelAsync();
            await pump;
        }
    }

    private static async Task PumpAsync(
        IAsyncEnumerable<FileClassification> results, ChannelWriter<FileClassification> writer, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (FileClassification result in results)
            {
                await writer.WriteAsync(result, cancellationToken);
            }

            writer.Complete();
        }
        catch (OperationCanceledException exception)
        {
            writer.Complete(exception);
        }
        catch (Exception exception)
        {
            writer.Complete(new SortStoppedException(LastWords.For(exception), exception));
        }
    }

    /// <summary>Decides what happens to a file.</summary>
    private void Take(FileClassification file)
    {
        try
        {
            _batch.Add(Plan(Judge(file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _batch.Add(new PlannedFile(Failed(file, exception.Message)));
        }
    }

    /// <summary>Below the user's confidence a kind is no more sure than a class.</summary>
    private FileClassification Judge(FileClassification file) =>
        file.Classification is { Kind: { } kind } found && kind.Probability < options.MinConfidence
            ? file with { Classification = found with { Kind = kind with { IsUncertain = true } } }
            : file;

    private PlannedFile Plan(FileClassification file)
    {
        if (file.Classification is not { } classification)
        {
            return new PlannedFile(
                Record(file, SortOutcome.Failed) with { Reason = file.Error?.Message ?? $"'{file.Path}' cannot be classified." });
        }

        if (classification.Reason is UncertainReason.SeveralHits or UncertainReason.TooLong && !options.SortLoops)
        {
            string what = classification.Reason == UncertainReason.TooLong ? "it sounds for longer than a hit does" : "it has several hits";
            return new PlannedFile(Record(file, SortOutcome.LeftLoop) with { Reason = $"'{file.Path}' stays where it is: {what} (--loops sort takes it along)." });
        }

        if (options.LeaveUncertain && planner.IsUncertain(classification))
        {
            return new PlannedFile(Record(file, SortOutcome.LeftUncertain) with { Reason = $"'{file.Path}' stays where it is: the model is not sure." });
        }

        if (!UnicodeName.Survives(file.Path))
        {
            return new PlannedFile(Failed(file, "its name is not valid Unicode, so the journal could not name it for undoing. Rename it and sort again."));
        }

        Placement place = planner.Plan(file.Path, classification);
        if (place.IsInPlace)
        {
            return new PlannedFile(Record(file, SortOutcome.AlreadySorted) with { Destination = Path.GetFullPath(file.Path), Folder = place.Folder });
        }

        TransferStep step = TransferStep.For(journal.NextNumber(), options.Kind, file.Path, place.Destination);
        KnownFile? same = FindDuplicate(step);
        if (same is not null && options.SkipDuplicates)
        {
            planner.Release(place.Destination);
            return new PlannedFile(Record(file, SortOutcome.SkippedDuplicate) with
            {
                DuplicateOf = same.Path,
                Reason = $"'{file.Path}' stays where it is: '{same.Path}' has the same content.",
            });
        }

        SortRecord record = Record(file, SortRecord.OutcomeOf(options.Kind)) with { Destination = place.Destination, Folder = place.Folder };
        return new PlannedFile(record) { Step = step, Known = duplicates.Add(step.Source, step.Size), Same = same };
    }

    private KnownFile? FindDuplicate(TransferStep step)
    {
        KnownFile? same = duplicates.Find(step.Source, step.Size);
        if (same is { IsStored: false } && options is { SkipDuplicates: true, DryRun: false })
        {
            // Left out only for a file that has really arrived.
            CarryOut(CancellationToken.None);
            return same.IsStored ? same : null;
        }

        return same;
    }

    /// <summary>Announces and carries out what was planned.</summary>
    private void CarryOut(CancellationToken cancellationToken)
    {
        PlannedFile[] files = [.. _batch];
        _batch.Clear();
        TransferStep[] steps = [.. files.Select(file => file.Step).OfType<TransferStep>()];
        if (steps.Length > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            journal.Announce(steps);
        }

        int next = 0;
        try
        {
            for (; next < files.Length; next++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sink(_carrier.CarryOut(files[next]));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SortStoppedException or JournalException)
        {
            foreach (TransferStep step in files.Skip(next).Select(file => file.Step).OfType<TransferStep>())
            {
                GiveUp(step);
            }

            throw;
        }
    }

    private void GiveUp(TransferStep step)
    {
        try
        {
            journal.NotDone(step);
        }
        catch (JournalException)
        {
            // Why the sort ends is known already; the next one sees from the disk what was not done.
        }
    }

    private SortRecord Record(FileClassification file, SortOutcome outcome) =>
        new(file.Path, outcome) { Classification = file.Classification, Names = NameOutcome.Of(file), IsDryRun = options.DryRun };

    private SortRecord Failed(FileClassification file, string why) => Record(file, SortOutcome.Failed).Failed(why);
}
