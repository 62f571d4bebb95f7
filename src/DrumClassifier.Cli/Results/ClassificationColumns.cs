using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Results;

/// <summary>The columns that tell what a file was found to be, the same wherever results are listed.</summary>
internal static class ClassificationColumns
{
    /// <summary>The columns label and confidence; empty if nothing was found.</summary>
    public static IEnumerable<Column<T>> Answer<T>(Func<T, Classification?> found) =>
        [new("label", record => found(record)?.Label), new("confidence", record => found(record)?.Confidence)];

    /// <summary>All probabilities: one object in JSON, a column for each class in CSV.</summary>
    /// <param name="labels">The model's classes, in its order.</param>
    /// <param name="found">What the record's file was found to be; null for nothing.</param>
    public static IEnumerable<Column<T>> Probabilities<T>(IEnumerable<string> labels, Func<T, Classification?> found) =>
    [
        new("probabilities", record => found(record)?.Probabilities) { InCsv = false },
        .. labels.Select((label, index) => new Column<T>($"probability_{label}", record => found(record)?.Probabilities[index].Probability) { InJson = false }),
    ];

    /// <summary>Whether the model is sure; empty if it was not asked.</summary>
    public static Column<T> Uncertain<T>(Func<T, Classification?> found) => new("uncertain", record => found(record)?.IsUncertain);

    /// <summary>The kind, its probability, and whether the model is not sure of it; empty where the model knows none, and for silence.</summary>
    public static IEnumerable<Column<T>> Kind<T>(Func<T, Classification?> found) =>
    [
        new("kind", record => found(record)?.Kind?.Name),
        new("kindProbability", record => found(record)?.Kind?.Probability),
        new("kindUncertain", record => found(record)?.Kind?.IsUncertain),
    ];

    /// <summary>Why it is not, and what was found wrong with the file and passed over.</summary>
    /// <param name="reasonName">Name of the first of the two.</param>
    /// <param name="found">What the record's file was found to be; null for nothing.</param>
    public static IEnumerable<Column<T>> Doubt<T>(string reasonName, Func<T, Classification?> found) =>
        [new(reasonName, record => UncertainText.Name(found(record))), new("warnings", record => found(record)?.Warnings ?? [])];
}
