namespace DrumClassification.Cli.Sorting;

/// <summary>Classifies files in bulk and carries out each one's step as its result comes.</summary>
internal static class SortLoop
{
    /// <summary>Sorts the files.</summary>
    /// <param name="classifier">Tells what each file is.</param>
    /// <param name="files">The files, in the order in which they are dealt with.</param>
    /// <param name="executor">Plans and carries out.</param>
    /// <param name="onOutcome">Receives each file's outcome.</param>
    /// <param name="cancellationToken">Stops between files: a step that has begun is finished.</param>
    /// <returns>True where the token stopped it before the end.</returns>
    public static async Task<bool> RunAsync(
        IDrumClassifier classifier,
        IEnumerable<string> files,
        StepExecutor executor,
        Action<StepOutcome> onOutcome,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (FileClassification file in classifier.ClassifyFilesAsync(files, cancellationToken))
            {
                onOutcome(executor.Execute(file));
            }

            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }
}
