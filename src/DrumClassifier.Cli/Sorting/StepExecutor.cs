namespace DrumClassification.Cli.Sorting;

/// <summary>Plans and carries out one file at a time; a failure is that file's outcome and leaves it where it was.</summary>
internal sealed class StepExecutor(DestinationPlanner planner, IFileTransfer transfer)
{
    // Each try has a fresh name; so many collisions in a row mean that something else is wrong.
    private const int MostTries = 100;

    /// <summary>Brings a classified file to its folder.</summary>
    public StepOutcome Execute(FileClassification file)
    {
        if (file.Classification is not { } classification)
        {
            return new StepOutcome(file.Path, null, file.Error?.Message ?? $"'{file.Path}' cannot be classified.");
        }

        try
        {
            for (int tries = 1; ; tries++)
            {
                PlannedTransfer step = planner.Plan(file.Path, classification);
                try
                {
                    if (!step.IsInPlace)
                    {
                        transfer.Transfer(step.Source, step.Destination);
                    }

                    return new StepOutcome(file.Path, step, null);
                }
                catch (DestinationTakenException) when (tries < MostTries)
                {
                    // Somebody else took the name meanwhile: the planner now gives the next one.
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StepOutcome(file.Path, null, $"'{file.Path}' stays where it is: {exception.Message}");
        }
    }
}
