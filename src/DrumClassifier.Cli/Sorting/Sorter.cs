using System.Threading.Channels;
using DrumClassification.Cli.Disk;
using DrumClassification.Cli.Journaling;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Classifies files in bulk and brings each to its folder. Steps are announced to the journal in batches, because one flush of
/// the disk for each file would cost more than the classification; a batch is what is ready, so that nothing ever waits.
/// </summary>
internal sealed class Sorter(
    SortOptions options, DestinationPlanner planner, DuplicateFinder duplicates, IStepJournal journal, StepRunner? runner, Action<SortRecord> sink)
{
    private const int MostInBatch = 64;

    // Each try has a fresh name; so many collisions in a row mean that something else is wrong.
    private const int MostTries = 100;

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
        catch (JournalException exception)
        {
            return SortEnd.StoppedBy(exception.Message);
        }
        catch (OutOfSpaceException exception)
        {
            return SortEnd.StoppedBy(exception.Message);
        }
        catch (ClassifierStoppedException exception)
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
            writer.Complete(new ClassifierStoppedException(LastWords.For(exception), exception));
        }
    }

    /// <summary>Decides what happens to a file.</summary>
    private void Take(FileClassification file)
    {
        try
        {
            _batch.Add(Plan(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _batch.Add(new PlannedFile(Failed(file, exception.Message)));
        }
    }

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

        if (classification.IsUncertain && options.LeaveUncertain)
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

        SortRecord record = Record(file, Outcome(options.Kind)) with { Destination = place.Destination, Folder = place.Folder };
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
                sink(CarryOut(files[next]));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or OutOfSpaceException)
        {
            foreach (TransferStep step in files.Skip(next).Select(file => file.Step).OfType<TransferStep>())
            {
                journal.NotDone(step);
            }

            throw;
        }
    }

    private SortRecord CarryOut(PlannedFile file)
    {
        if (file.Step is null)
        {
            return file.Record;
        }

        SortRecord record = file.Record;
        TransferStep step = file.Step;
        bool? wasPortable = null;
        for (int tries = 1; ; tries++)
        {
            try
            {
                if (planner.IsPortable && !planner.CanBeHeldAnywhere(step.Destination))
                {
                    // Planned before the disk refused the first name.
                    planner.Release(step.Destination);
                    step = Replan(step, record);
                }

                TransferKind made = runner?.Run(step) ?? step.Kind;
                journal.Done(step);
                file.Known!.Stored(options.DryRun ? step.Source : step.Destination);
                return record with { Outcome = Outcome(made), Destination = step.Destination, DuplicateOf = file.Same?.Path };
            }
            catch (DestinationTakenException) when (tries < MostTries)
            {
                // Somebody else took the name meanwhile: the planner now gives the next one.
                step = Replan(step, record);
            }
            catch (Exception exception) when (wasPortable is null && MayBeTheName(exception, step))
            {
                // It would be too many questions to ask every file system what it holds; one that refuses gets a name that all hold.
                wasPortable = planner.IsPortable;
                planner.IsPortable = true;
                planner.Release(step.Destination);
                step = Replan(step, record);
            }
            catch (Exception exception) when (DiskFull.Is(exception))
            {
                throw new OutOfSpaceException(
                    $"The disk of '{options.Output}' is full; '{step.Source}' and what comes after it stay where they are. Make room, then give the same command again.", exception);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                journal.NotDone(step);
                planner.Release(step.Destination);

                // Then the name was not what was wrong.
                planner.IsPortable = wasPortable ?? planner.IsPortable;
                return Failed(new FileClassification(record.Source, record.Classification, null), exception.Message);
            }
        }
    }

    private TransferStep Replan(TransferStep step, SortRecord record)
    {
        journal.NotDone(step);
        Placement place = planner.Plan(record.Source, record.Classification!);
        TransferStep next = step with { Number = journal.NextNumber(), Destination = place.Destination };
        journal.Announce([next]);
        return next;
    }

    private bool MayBeTheName(Exception exception, TransferStep step) =>
        exception is IOException and not DestinationTakenException && !DiskFull.Is(exception) && !planner.CanBeHeldAnywhere(step.Destination) && File.Exists(step.Source);

    private SortRecord Record(FileClassification file, SortOutcome outcome) =>
        new(file.Path, outcome) { Classification = file.Classification, IsDryRun = options.DryRun };

    private SortRecord Failed(FileClassification file, string why) =>
        Record(file, SortOutcome.Failed) with { Reason = $"'{file.Path}' stays where it is: {why}" };

    private static SortOutcome Outcome(TransferKind kind) => kind switch
    {
        TransferKind.Copy => SortOutcome.Copied,
        TransferKind.Link => SortOutcome.Linked,
        _ => SortOutcome.Moved,
    };
}
