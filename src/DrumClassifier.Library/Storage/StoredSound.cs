using DrumClassification.Library.Sounds;

namespace DrumClassification.Library.Storage;

/// <summary>What an index needs to know of a sound's file to see whether it changed.</summary>
/// <param name="Id">Number of the sound.</param>
/// <param name="Path">Full real path.</param>
/// <param name="Stamp">Size and time when it was read.</param>
/// <param name="ReadAt">When it was read, in UTC, in ticks.</param>
/// <param name="Model">Number of the model that listened to it.</param>
/// <param name="IsMissing">True if it was not there any more.</param>
/// <param name="HasFailed">True if it could not be read as a sound.</param>
/// <param name="Hash">SHA-256 of its bytes; null if they could not be read.</param>
internal sealed record KnownSound(long Id, string Path, FileStamp Stamp, long ReadAt, long Model, bool IsMissing, bool HasFailed, byte[]? Hash)
{
    /// <summary>True if a file that looks like this now is, for sure, the one that was read.</summary>
    public bool IsUnchanged(FileStamp now) => Stamp == now && Stamp.IsSettledAt(ReadAt);
}

/// <summary>A sound with all that is known of it.</summary>
/// <param name="Known">Its file.</param>
/// <param name="Found">What it is, with its embedding.</param>
/// <param name="Measure">What was measured of it.</param>
internal sealed record StoredSound(KnownSound Known, Classification Found, SoundMeasure Measure);

/// <summary>A sound that has just been read.</summary>
/// <param name="Path">Full real path.</param>
/// <param name="Stamp">Size and time before it was read.</param>
/// <param name="ReadAt">When reading began, in UTC, in ticks.</param>
/// <param name="Hash">SHA-256 of its bytes; null if they could not be read.</param>
/// <param name="Found">What it is, with its embedding; null if it could not be read as a sound.</param>
/// <param name="Measure">What was measured of it; null likewise.</param>
/// <param name="Error">Why not; null if it could.</param>
internal sealed record ReadSound(string Path, FileStamp Stamp, long ReadAt, byte[]? Hash, Classification? Found, SoundMeasure? Measure, string? Error);
