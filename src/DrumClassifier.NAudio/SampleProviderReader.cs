using NAudio.Wave;

namespace DrumClassification;

/// <summary>Reads what NAudio plays into memory, mono, and turns its errors into this library's.</summary>
internal static class SampleProviderReader
{
    private const int FirstFrames = 1 << 16;

    /// <summary>The most that is read of a sound: 30 s. What comes later says nothing about a one-shot.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(30);

    /// <summary>Reads a sound from where it stands.</summary>
    /// <param name="sound">The provider; not disposed of.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <param name="index">Its number among several, for messages.</param>
    /// <exception cref="DrumClassifierException">It plays nothing, or reading it failed.</exception>
    public static AudioClip Read(ISampleProvider sound, CancellationToken cancellationToken, int? index = null)
    {
        ArgumentNullException.ThrowIfNull(sound);
        string name = index is null ? $"The {sound.GetType().Name}" : $"Sound {index}, a {sound.GetType().Name},";
        (int rate, int channels) = (sound.WaveFormat.SampleRate, sound.WaveFormat.Channels);
        if (channels < 1 || rate is < AudioClip.MinSampleRate or > AudioClip.MaxSampleRate)
        {
            throw new UnsupportedAudioException(
                $"{name} has {channels} channels at {rate} Hz; 1 channel and more, at {AudioClip.MinSampleRate} … {AudioClip.MaxSampleRate} Hz, can be classified.");
        }

        long most = (long)Math.Ceiling(MaxDuration.TotalSeconds * rate) * channels;
        float[] samples = new float[FirstFrames * channels];
        int count = 0;
        try
        {
            while (count < most)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (count == samples.Length)
                {
                    Array.Resize(ref samples, (int)Math.Min(2L * samples.Length, most));
                }

                // A provider may give less than is asked for, also part of a frame; only 0 is its end.
                int read = ReadSome(sound, samples, count);
                if (read <= 0)
                {
                    break;
                }

                count += read;
            }
        }
        catch (Exception exception) when (Map(name, exception) is { } mapped)
        {
            throw mapped;
        }

        int frames = count / channels;
        return frames > 0
            ? AudioClip.FromInterleaved(samples.AsSpan(0, frames * channels), rate, channels)
            : throw new CorruptAudioException($"{name} plays nothing. Is it at its end? Set Position to 0.");
    }

    /// <summary>The samples of a stream of NAudio.</summary>
    /// <exception cref="UnsupportedAudioException">NAudio cannot convert its format to floats.</exception>
    public static ISampleProvider Open(WaveStream sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        try
        {
            return sound as ISampleProvider ?? sound.ToSampleProvider();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new UnsupportedAudioException(
                $"The {sound.GetType().Name} gives {sound.WaveFormat}, which NAudio does not convert to samples. Convert it with WaveFormatConversionStream, or pass the file itself.",
                exception);
        }
    }

#if NAUDIO2
    private static int ReadSome(ISampleProvider sound, float[] samples, int count) => sound.Read(samples, count, samples.Length - count);
#else
    private static int ReadSome(ISampleProvider sound, float[] samples, int count) => sound.Read(samples.AsSpan(count));
#endif

    /// <summary>Null for what is no fault of the sound: cancelling, no memory, this library's own errors.</summary>
    private static DrumClassifierException? Map(string name, Exception exception) => exception switch
    {
        OperationCanceledException or OutOfMemoryException or DrumClassifierException => null,
        EndOfStreamException or FormatException or InvalidDataException or IndexOutOfRangeException =>
            new CorruptAudioException($"{name} cannot be read: {exception.Message}", exception),
        _ => new DrumClassifierException($"{name} cannot be read: {exception.Message}", exception),
    };
}
