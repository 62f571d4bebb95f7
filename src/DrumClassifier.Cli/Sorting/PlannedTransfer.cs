namespace DrumClassification.Cli.Sorting;

/// <summary>One step of a sort: which file goes where, and why.</summary>
/// <param name="Source">The file as it was found.</param>
/// <param name="Destination">Full path it gets; nothing was there when the step was planned.</param>
/// <param name="Folder">Name of the folder in the output: a class, or <see cref="DestinationPlanner.UncertainFolder"/>.</param>
/// <param name="Classification">What the model said.</param>
internal sealed record PlannedTransfer(string Source, string Destination, string Folder, Classification Classification)
{
    /// <summary>True where the file already lies in its folder, so that there is nothing to do.</summary>
    public bool IsInPlace => string.Equals(Source, Destination, StringComparison.Ordinal);
}
