namespace RealTime;

/// <summary>
/// Cuts the hits out of a running mono signal. <see cref="Process"/> is for an audio callback: it allocates nothing, takes no lock and waits for
/// nobody. Another thread takes the hits with <see cref="TryTake"/> and gives their buffers back with <see cref="Release"/>.
/// </summary>
internal sealed class HitRecorder
{
    // A hit is a rise of 12 dB within some milliseconds over what was there before, and above −50 dB of full scale.
    private const float Rise = 4;
    private const float Floor = 0.003f;

    private readonly float[][] _buffers;
    private readonly int[] _lengths;
    private readonly long[] _starts;
    private readonly float _fastDecay;
    private readonly float _slowDecay;
    private readonly int _shortest;
    private float _fast;
    private float _slow;
    private int _recorded = -1;
    private long _position;

    // One thread writes the first, another the second: hits are _taken … _given − 1, and the buffer of a number is that modulo the count.
    private int _given;
    private int _taken;

    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="seconds">The most of a hit that is kept.</param>
    /// <param name="hits">Hits that may wait for the other thread; those beyond are counted in <see cref="Missed"/>.</param>
    public HitRecorder(int sampleRate, double seconds = 0.5, int hits = 16)
    {
        _buffers = [.. Enumerable.Range(0, hits).Select(_ => new float[(int)(seconds * sampleRate)])];
        _lengths = new int[hits];
        _starts = new long[hits];
        _fastDecay = MathF.Exp(-1 / (0.005f * sampleRate));
        _slowDecay = MathF.Exp(-1 / (0.1f * sampleRate));
        _shortest = (int)(0.06 * sampleRate);
    }

    /// <summary>Hits that nobody took in time.</summary>
    public int Missed { get; private set; }

    /// <summary>Set when a hit can be taken.</summary>
    public AutoResetEvent HitReady { get; } = new(initialState: false);

    /// <summary>Takes the next block of the signal.</summary>
    public void Process(ReadOnlySpan<float> samples)
    {
        foreach (float sample in samples)
        {
            float level = MathF.Abs(sample);
            _fast = Math.Max(level, _fast * _fastDecay);
            bool isOnset = _fast > Floor && _fast > Rise * _slow && (_recorded < 0 || _lengths[_recorded] >= _shortest);
            _slow = Math.Max(_slow * _slowDecay, Math.Min(_fast, _slow + ((_fast - _slow) * (1 - _slowDecay) * 20)));
            if (isOnset)
            {
                Finish();
                Begin();
            }

            if (_recorded >= 0)
            {
                _buffers[_recorded][_lengths[_recorded]++] = sample;
                if (_lengths[_recorded] == _buffers[_recorded].Length)
                {
                    Finish();
                }
            }

            _position++;
        }
    }

    /// <summary>The signal has ended: what was being recorded is a hit too.</summary>
    public void Finish()
    {
        if (_recorded >= 0)
        {
            _recorded = -1;
            Volatile.Write(ref _given, _given + 1);
            HitReady.Set();
        }
    }

    /// <summary>Gives the oldest hit; its samples stay until <see cref="Release"/>.</summary>
    /// <param name="samples">Its samples.</param>
    /// <param name="start">Where it starts in the signal, in samples.</param>
    public bool TryTake(out ReadOnlySpan<float> samples, out long start)
    {
        int index = _taken % _buffers.Length;
        bool isThere = Volatile.Read(ref _given) != _taken;
        samples = isThere ? _buffers[index].AsSpan(0, _lengths[index]) : default;
        start = _starts[index];
        return isThere;
    }

    /// <summary>The hit that was taken is done with.</summary>
    public void Release() => Volatile.Write(ref _taken, _taken + 1);

    private void Begin()
    {
        if (_given - Volatile.Read(ref _taken) >= _buffers.Length)
        {
            Missed++;
            return;
        }

        _recorded = _given % _buffers.Length;
        _lengths[_recorded] = 0;
        _starts[_recorded] = _position;
    }
}
