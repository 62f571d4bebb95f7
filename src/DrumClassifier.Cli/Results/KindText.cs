namespace DrumClassification.Cli.Results;

/// <summary>The kind of a sound for people.</summary>
internal static class KindText
{
    /// <summary>Its name, with a question mark where the model is not sure of it; empty if there is none.</summary>
    public static string Of(Classification found) => found.Kind is { } kind ? kind.Name + (kind.IsUncertain ? "?" : "") : "";
}
