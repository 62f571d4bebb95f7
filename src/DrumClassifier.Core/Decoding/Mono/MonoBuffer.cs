namespace DrumClassification;

/// <summary>
/// Collects a sound's channels as one in a rented buffer that grows with what really came, not with what a header promises. How the
/// channels become one is decided on all that fits in <see cref="LargestInterleaved"/>.
/// </summary>
internal sealed class MonoBuffer(int channels) : IDisposable
{
    /// <summary>Samples of all channels that are kept apart until it is decided how they become one: 16 MiB.</summary>
    private const int LargestInterleaved = SampleArrays.LargestKept;

    private float[] _samples = SampleArrays.Rent(1 << 14);
    private int _length;
    private bool _isMixed = channels == 1;
    private int? _channel;

    /// <summary>Number of frames collected.</summary>
    public int Count => _isMixed ? _length : _length / channels;

    /// <summary>Number of samples that were not finite and were taken as silence.</summary>
    public long NonFinite { get; private set; }

    /// <summary>The samples collected, the channels as one.</summary>
    public Span<float> Samples
    {
        get
        {
            Mix();
            return _samples.AsSpan(0, _length);
        }
    }

    /// <summary>Appends whole frames; what is not finite in them becomes 0.</summary>
    public void Append(Span<float> interleaved)
    {
        NonFinite += SampleCheck.Silence(interleaved);
        if (!_isMixed && (long)_length + interleaved.Length > LargestInterleaved)
        {
            Mix();
        }

        if (_isMixed)
        {
            ChannelMixer.Mix(interleaved, channels, _channel, Extend(interleaved.Length / channels));
        }
        else
        {
            interleaved.CopyTo(Extend(interleaved.Length));
        }
    }

    /// <summary>Drops all but the last frames.</summary>
    public void KeepLast(int frames)
    {
        int kept = Math.Min(frames, Count) * (_isMixed ? 1 : channels);
        _samples.AsSpan(_length - kept, kept).CopyTo(_samples);
        _length = kept;
    }

    /// <summary>What was collected, in an array of its own.</summary>
    public float[] ToArray()
    {
        // Every element is written: a second of sound is large enough for clearing to show.
        ReadOnlySpan<float> collected = Samples;
        float[] samples = GC.AllocateUninitializedArray<float>(collected.Length);
        collected.CopyTo(samples);
        return samples;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        SampleArrays.Return(_samples);
        _samples = [];
        _length = 0;
    }

    private void Mix()
    {
        if (_isMixed)
        {
            return;
        }

        Span<float> interleaved = _samples.AsSpan(0, _length);
        _channel = ChannelMixer.Choose(interleaved, channels);
        _length /= channels;
        ChannelMixer.Mix(interleaved, channels, _channel, _samples.AsSpan(0, _length));
        _isMixed = true;
    }

    private Span<float> Extend(int count)
    {
        if (_length + count > _samples.Length)
        {
            float[] larger = SampleArrays.Rent((int)Math.Min(Math.Max(_length + (long)count, 2L * _length), Array.MaxLength));
            _samples.AsSpan(0, _length).CopyTo(larger);
            SampleArrays.Return(_samples);
            _samples = larger;
        }

        _length += count;
        return _samples.AsSpan(_length - count, count);
    }
}
