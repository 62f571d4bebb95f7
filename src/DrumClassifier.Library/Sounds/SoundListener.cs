using System.Collections.Concurrent;

namespace DrumClassification.Library.Sounds;

/// <summary>
/// Measures sounds while a classifier has them decoded, so that each is read once, and keeps what it found until the result comes.
/// Thread-safe.
/// </summary>
/// <param name="hash">Hashes a file's bytes, of which the system has just read the same; null where nobody asks for it.</param>
internal sealed class SoundListener(Func<string, byte[]>? hash = null)
{
    private readonly ConcurrentDictionary<string, HeardSound> _heard = new(StringComparer.Ordinal);

    /// <summary>A sound has been decoded.</summary>
    public void Hear(string path, SoundCollector sound) => _heard[path] = new HeardSound(SoundMeasure.Of(sound), hash?.Invoke(path));

    /// <summary>Hands over what is known of a file that was classified, once.</summary>
    /// <exception cref="DrumClassifierException">It was not heard (a classifier that does not tell) and cannot be read.</exception>
    /// <exception cref="IOException">It cannot be read any more.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public HeardSound Take(string path) => _heard.TryRemove(path, out HeardSound? heard) ? heard : new HeardSound(SoundMeasure.Read(path), hash?.Invoke(path));

    /// <summary>Forgets a file whose classification failed.</summary>
    public void Forget(string path) => _heard.TryRemove(path, out _);
}

/// <summary>What was found while a sound was in memory.</summary>
/// <param name="Measure">The measures.</param>
/// <param name="Hash">Hash of the file's bytes; null if it was not asked for.</param>
internal sealed record HeardSound(SoundMeasure Measure, byte[]? Hash);
