namespace DrumClassification;

/// <summary>Why a classification is uncertain.</summary>
public enum UncertainReason
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The most probable class is below the threshold: the sound may be none of the classes.</summary>
    LowConfidence,

    /// <summary>There is nothing to hear: silence, dither, a constant, faint steady noise. All probabilities are equal.</summary>
    Silent,

    /// <summary>It is struck several times: a loop, a roll, a phrase. The probabilities are of what is heard first.</summary>
    SeveralHits,

    /// <summary>It sounds for longer than a one-shot does: a song, a pad. The probabilities are of what is heard first.</summary>
    TooLong,
}
