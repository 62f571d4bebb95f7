namespace DrumClassification;

/// <summary>
/// A sound that is decoded front to back, block by block: never more in memory than a block and what the codec needs, whatever a
/// header claims. Not thread-safe; the input stays the caller's.
/// </summary>
/// <remarks>
/// A reader gives the samples as they are stored: infinities and NaN of float formats too, which
/// <see cref="SampleCheck"/> takes out. Integers are scaled as <see cref="SampleConverter"/> does. What is wrong with the rest of a
/// sound that has begun well is a warning, not an error: what is there is read, as players do.
/// </remarks>
internal abstract class AudioReader(AudioSourceInfo source) : IDisposable
{
    private readonly List<string> _warnings = [.. source.Warnings];

    /// <summary>What the header says; the warnings are those so far.</summary>
    public AudioSourceInfo Source => _warnings.Count == source.Warnings.Count ? source : source with { Warnings = [.. _warnings] };

    /// <summary>Number of channels, interleaved; 1 or more.</summary>
    public int Channels => source.Channels;

    /// <summary>Sampling rate in Hz.</summary>
    public int SampleRate => source.SampleRate;

    /// <summary>Decodes the next frames.</summary>
    /// <param name="interleaved">Receives whole frames of <see cref="Channels"/> samples; room for one frame at least.</param>
    /// <returns>Number of frames, at most what has room; 0 only at the end of the sound, and then at every further call.</returns>
    /// <exception cref="CorruptAudioException">The sound is broken and nothing of it could be decoded.</exception>
    /// <exception cref="IOException">The stream itself failed; its exceptions pass as they are.</exception>
    public abstract int Read(Span<float> interleaved);

    /// <summary>Frees what the codec holds; the input is left open.</summary>
    public abstract void Dispose();

    /// <summary>Notes what was found wrong and passed over, once.</summary>
    internal void Warn(string warning)
    {
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }
}
