using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Sort;

/// <summary>Brings one planned file to its folder, and tells the journal what came of it.</summary>
/// <param name="options">What is sorted, and where to.</param>
/// <param name="planner">Gives another name if one is taken.</param>
/// <param name="journal">Is told of every change before it is made.</param>
/// <param name="runner">Makes the change; null for a dry run.</param>
internal sealed class FileCarrier(SortOptions options, DestinationPlanner planner, IStepJournal journal, StepRunner? runner)
{
    // Each try has a fresh name; so many collisions in a row mean that something else is wrong.
    private const int MostTries = 100;

    /// <summary>Carries it out, with another name if the planned one was taken or refused.</summary>
    /// <exception cref="JournalException">The journal cannot be written: nothing more may be done.</exception>
    /// <exception cref="SortStoppedException">The disk is full.</exception>
    public SortRecord CarryOut(PlannedFile file)
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
                return record with { Outcome = SortRecord.OutcomeOf(made), Destination = step.Destination, DuplicateOf = file.Same?.Path };
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
                throw new SortStoppedException(
                    $"The disk of '{options.Output}' is full; '{step.Source}' and what comes after it stay where they are. Make room, then give the same command again.", exception);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                journal.NotDone(step);
                planner.Release(step.Destination);

                // Then the name was not what was wrong.
                planner.IsPortable = wasPortable ?? planner.IsPortable;
                return record.Failed(exception.Message);
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
}

/// <summary>The sort cannot go on, for a reason that is no file's, such as a full disk: what was sorted so far stands.</summary>
internal sealed class SortStoppedException(string message, Exception cause) : DrumClassifierException(message, cause);
