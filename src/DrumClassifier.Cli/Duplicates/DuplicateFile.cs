namespace DrumClassification.Cli.Duplicates;

/// <summary>How a file belongs to its group.</summary>
internal enum DuplicateKind
{
    /// <summary>The one of the group that keeps most of the sound, see <see cref="SoundFingerprint.BestFirst"/>: the one to keep.</summary>
    Best,

    /// <summary>Another file of the group has the same bytes.</summary>
    Exact,

    /// <summary>The same sound as the group's best in another level, format or length.</summary>
    Near,
}

/// <summary>One file of a group of duplicates.</summary>
/// <param name="Group">Number of the group, from 1.</param>
/// <param name="Kind">How it belongs to it.</param>
/// <param name="Path">The file.</param>
/// <param name="Of">The file it is compared with; null for the best.</param>
/// <param name="Similarity">Cosine of the two embeddings; 1 for the same bytes, null for the best.</param>
/// <param name="Difference">Difference of the two envelopes in dB; 0 for the same bytes, null for the best.</param>
/// <param name="Sound">What is known of the sound; null if it was not decoded.</param>
internal sealed record DuplicateFile(
    int Group, DuplicateKind Kind, string Path, string? Of, float? Similarity, float? Difference, SoundFingerprint? Sound)
{
    /// <summary>What became of it; null if duplicates are only listed, and for the best.</summary>
    public DuplicateOutcome? Outcome { get; init; }

    /// <summary>The kind's name in lists.</summary>
    public string KindName => Kind switch
    {
        DuplicateKind.Best => "best",
        DuplicateKind.Exact => "exact",
        _ => "near",
    };

    /// <summary>Size of the file in bytes; 0 if it has gone.</summary>
    public long Bytes => new FileInfo(Outcome?.Destination ?? Path) is { Exists: true } file ? file.Length : 0;
}
