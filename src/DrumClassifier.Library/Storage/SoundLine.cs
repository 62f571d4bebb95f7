using DrumClassification.Library.Sounds;

namespace DrumClassification.Library.Storage;

/// <summary>A sound as a list shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">Full real path.</param>
internal sealed record SoundLine(long Id, string Path)
{
    /// <summary>Size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>True if it was not there any more.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Why it cannot be read; null if it can.</summary>
    public string? Error { get; init; }

    /// <summary>The format, such as "WAV".</summary>
    public string? Format { get; init; }

    /// <summary>Sampling rate in Hz.</summary>
    public int? Rate { get; init; }

    /// <summary>Number of channels.</summary>
    public int? Channels { get; init; }

    /// <summary>Bits of a stored sample.</summary>
    public int? Bits { get; init; }

    /// <summary>See <see cref="AudioSourceInfo.IsLossless"/>.</summary>
    public bool IsLossless { get; init; }

    /// <summary>How much was listened to.</summary>
    public TimeSpan? Heard { get; init; }

    /// <summary>Loudness in LUFS.</summary>
    public float? Loudness { get; init; }

    /// <summary>The class that the model heard.</summary>
    public string? Label { get; init; }

    /// <summary>How sure it is of it, 0 … 1; for percussion that is no class, of the kind.</summary>
    public float? Confidence { get; init; }

    /// <summary>Why it is not sure.</summary>
    public UncertainReason Reason { get; init; }

    /// <summary>The kind that it heard.</summary>
    public string? HeardKind { get; init; }

    /// <summary>True if it is not sure of the kind.</summary>
    public bool IsKindUncertain { get; init; }

    /// <summary>What was wrong with the file, as JSON.</summary>
    public string? Warnings { get; init; }

    /// <summary>The class or percussion, as the user has said or the model heard.</summary>
    public string? Group { get; init; }

    /// <summary>The kind likewise.</summary>
    public string? Kind { get; init; }

    /// <summary>See <see cref="SoundGroup.State"/>.</summary>
    public required string State { get; init; }

    /// <summary>The probability of every class of the model that listened.</summary>
    public float[]? Probabilities { get; init; }

    /// <summary>See <see cref="SmallWaveform"/>.</summary>
    public byte[]? Waveform { get; init; }

    /// <summary>SHA-256 of the file's bytes.</summary>
    public byte[]? Hash { get; init; }
}
