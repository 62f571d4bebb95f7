namespace DrumClassification.Cli.Report;

/// <summary>What a report says about itself.</summary>
/// <param name="Title">What was done, such as "Sorted 'Samples' into 'Sorted'".</param>
/// <param name="Model">The model that said it.</param>
/// <param name="UncertainBelow">The confidence below which a sound is uncertain, 0 … 1.</param>
/// <param name="Created">When.</param>
internal sealed record ReportHeading(string Title, ModelInfo Model, float UncertainBelow, DateTimeOffset Created)
{
    /// <summary>True if the work was stopped before its end, so that files are missing.</summary>
    public bool Interrupted { get; init; }
}
