namespace DrumClassification.Cli.Results;

/// <summary>
/// A model's answer as people see it. For a model that knows kinds it has one word more than the classes: percussion that is none of them, which
/// would else be called by the class that it is least unlike.
/// </summary>
/// <param name="Name">The class, or <see cref="Percussion"/>.</param>
/// <param name="Confidence">Its probability, 0 … 1; for percussion that of its kind.</param>
/// <param name="IsUncertain">True if it cannot be relied on.</param>
internal readonly record struct Answer(string Name, float Confidence, bool IsUncertain)
{
    /// <summary>What stands in the place of a class for percussion that is none of them.</summary>
    public const string Percussion = "percussion";

    /// <summary>
    /// The kind that stands for basses, synths, voices and effects in the trainer's label files. It is no answer: a drum that is taken for one would be
    /// lost in a folder that nobody looks into, so that such sounds stay uncertain.
    /// </summary>
    public const string NoPercussion = "no_percussion";

    /// <summary>The answer for a sound.</summary>
    public static Answer Of(Classification found) => PercussionOf(found) is { } kind
        ? new(Percussion, kind.Probability, IsUncertain: false)
        : new(found.Label, found.Confidence, found.IsUncertain);

    /// <summary>The kind of what is surely percussion and none of the classes; null for anything else.</summary>
    public static SoundKind? PercussionOf(Classification found) =>
        found is { Reason: UncertainReason.None or UncertainReason.LowConfidence, Kind: { Label: null, IsUncertain: false, Name: not NoPercussion } kind } ? kind : null;
}
