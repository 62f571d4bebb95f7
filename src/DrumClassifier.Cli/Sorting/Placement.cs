namespace DrumClassification.Cli.Sorting;

/// <summary>Where a file belongs.</summary>
/// <param name="Destination">Full path it gets; nothing was there when this was planned. Where it is in place, its own path.</param>
/// <param name="Folder">Name of the folder in the output: a class, or <see cref="DestinationPlanner.UncertainFolder"/>.</param>
/// <param name="IsInPlace">True where the file already lies in its folder, so that there is nothing to do.</param>
internal sealed record Placement(string Destination, string Folder, bool IsInPlace = false);
