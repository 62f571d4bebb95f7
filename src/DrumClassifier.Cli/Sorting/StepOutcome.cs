namespace DrumClassification.Cli.Sorting;

/// <summary>What became of one file.</summary>
/// <param name="Source">The file as it was found.</param>
/// <param name="Step">Where it went; null where there was no plan or the plan failed, and the file is where it was.</param>
/// <param name="Error">Why it is where it was, naming the file; null where it went.</param>
internal sealed record StepOutcome(string Source, PlannedTransfer? Step, string? Error);
