namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Something came to lie at the destination after the step was planned.</summary>
internal sealed class DestinationTakenException(string destination, Exception? cause = null)
    : IOException($"'{destination}' exists already; nothing was overwritten.", cause)
{
    /// <summary>The path in use.</summary>
    public string Destination { get; } = destination;
}
