namespace DrumClassification;

/// <summary>
/// Reads of a sound what is looked at: from where something is to be heard on. Silence and faint noise before it cost time, not memory, so
/// that a hit after minutes of it is heard too.
/// </summary>
internal sealed class SoundCollector : IDisposable
{
    /// <summary>The most samples that are held: 16 MiB, which is 44 s at 96 kHz and less at absurd rates.</summary>
    public const int MostFrames = SampleArrays.LargestKept;

    // Kept before what is heard, for the onset's pre-roll and to tell the noise.
    private const double LeadSeconds = 0.25;

    /// <summary>A sound that is searched for so long without a hit is given up.</summary>
    private const double LongestSearchSeconds = 900;

    /// <summary>What is this much louder than all that was faint before it is where the sound begins: 20 dB.</summary>
    private const float Begins = 10;

    private readonly MonoReader _sound;
    private bool _hasBegun;
    private float _low;
    private float _high;

    private SoundCollector(AudioReader reader) => _sound = new MonoReader(reader);

    /// <summary>The samples, the channels as one; at least one.</summary>
    public ReadOnlySpan<float> Samples => _sound.Mono.Samples;

    /// <summary>Seconds of the sound that were read, the silence before it included.</summary>
    public double Seconds { get; private set; }

    /// <summary>True if faint noise went on for longer than is held.</summary>
    public bool IsFaintAndLong { get; private set; }

    /// <summary>True if the sound goes on after what is held.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What the file says of itself, with what was found wrong.</summary>
    public AudioSourceInfo Source { get; private set; } = null!;

    /// <summary>Reads a sound.</summary>
    /// <param name="reader">The sound at its start.</param>
    /// <param name="options">How much is held from where something is to be heard.</param>
    /// <exception cref="CorruptAudioException">There are no samples, or none that can be decoded.</exception>
    public static SoundCollector Collect(AudioReader reader, AudioDecodeOptions options)
    {
        SoundCollector collector = new(reader);
        try
        {
            collector.Read(reader, options.MaxDuration);
            return collector;
        }
        catch
        {
            collector.Dispose();
            throw;
        }
    }

    /// <summary>How many frames of silence may be passed over before samples in memory, the lead left in place.</summary>
    /// <param name="interleaved">Whole frames.</param>
    /// <param name="sampleRate">Their rate in Hz.</param>
    /// <param name="channels">Number of channels.</param>
    public static int CountSilentFrames(ReadOnlySpan<float> interleaved, int sampleRate, int channels)
    {
        int first = 0;
        while (first < interleaved.Length && !(Math.Abs(interleaved[first]) > SilenceRule.InaudiblePeak))
        {
            first++;
        }

        return first == interleaved.Length ? 0 : Math.Max(0, (first / channels) - (int)(LeadSeconds * sampleRate));
    }

    /// <inheritdoc />
    public void Dispose() => _sound.Dispose();

    private void Read(AudioReader reader, TimeSpan maxDuration)
    {
        int limit = (int)Math.Clamp(Math.Ceiling(maxDuration.TotalSeconds * reader.SampleRate), 1, MostFrames);
        long total = 0;
        while (total < LongestSearchSeconds * reader.SampleRate)
        {
            ReadOnlySpan<float> block = _sound.Read(Math.Max(1, limit - _sound.Mono.Count));
            total += block.Length / reader.Channels;
            if (block.IsEmpty)
            {
                break;
            }

            if (!Advance(reader, block, limit))
            {
                IsCut = !_sound.HasEnded();
                break;
            }
        }

        Source = _sound.Source;
        Seconds = total / (double)reader.SampleRate;
    }

    /// <summary>Drops what is too faint to be the sound's beginning; false if enough is held.</summary>
    private bool Advance(AudioReader reader, ReadOnlySpan<float> block, int limit)
    {
        MonoBuffer mono = _sound.Mono;
        int lead = Math.Max(1, (int)(LeadSeconds * reader.SampleRate));
        (float low, float high) = SamplePeak.Range(block);
        float before = (_high - _low) / 2;
        bool isFirst = !_hasBegun;
        _hasBegun = true;
        _low = isFirst ? low : Math.Min(_low, low);
        _high = isFirst ? high : Math.Max(_high, high);
        float now = (_high - _low) / 2;
        float silent = SilenceRule.LargestSilentPeak(reader.Source.QuantizationStep);
        float quiet = Math.Max(SilenceRule.QuietPeak, silent);
        if (now <= silent)
        {
            if (mono.Count > 4 * lead)
            {
                mono.KeepLast(lead);
            }
        }
        else if (!isFirst && before <= quiet && now >= Begins * Math.Max(before, silent))
        {
            mono.KeepLast((block.Length / reader.Channels) + lead);
            (_low, _high) = (low, high);
            IsFaintAndLong = false;
        }
        else if (mono.Count >= limit)
        {
            if (now > quiet)
            {
                return false;
            }

            mono.KeepLast(Math.Min(lead, limit / 2));
            IsFaintAndLong = true;
        }

        return true;
    }
}
