namespace DrumClassification;

/// <summary>Tells by the numbers in frame headers how much sound is missing before a frame.</summary>
internal sealed class FlacTimeline
{
    /// <summary>A longer gap is a wrong number, not lost sound.</summary>
    private const int LongestGapSeconds = 60;

    private readonly long _total;
    private int _blockSize;
    private int _lastBlockSize;
    private bool _isUnclear;
    private long? _origin;

    /// <param name="info">What the stream says of itself, if it does.</param>
    public FlacTimeline(FlacStreamInfo? info)
    {
        _total = info?.TotalSamples ?? 0;
        _blockSize = info?.MaxBlockSize ?? 0;

        // A stream with frames of several sizes that counts frames (old encoders wrote it) does not tell the time.
        _isUnclear = info is not null && info.MinBlockSize != info.MaxBlockSize;
    }

    /// <summary>Samples a channel so far, silence for missing ones among them.</summary>
    public long Position { get; private set; }

    /// <summary>Takes the next frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="sampleRate">Its sampling rate in Hz.</param>
    /// <param name="isAfterDamage">Whether something that was no whole frame stood before it.</param>
    /// <returns>Samples a channel that are missing before it; 0 if that cannot be told.</returns>
    public long Add(FlacFrameHeader header, int sampleRate, bool isAfterDamage)
    {
        long gap = 0;
        if (FirstSample(header) is { } first)
        {
            // A stream may be cut out of a longer one; but if its beginning is damaged, its first frame is what is missing.
            _origin ??= isAfterDamage ? 0 : first;
            gap = first - _origin.Value - Position;
            if (gap < 0 || gap > (long)LongestGapSeconds * sampleRate || (_total > 0 && Position + gap > _total))
            {
                gap = 0;
                _origin = first - Position;
            }
        }

        _lastBlockSize = header.BlockSize;
        Position += gap + header.BlockSize;
        return gap;
    }

    private long? FirstSample(FlacFrameHeader header)
    {
        if (header.CountsSamples)
        {
            return header.Number;
        }

        _blockSize = _blockSize == 0 ? header.BlockSize : _blockSize;
        _isUnclear |= header.BlockSize > _blockSize || (_lastBlockSize != 0 && _lastBlockSize != _blockSize);
        return _isUnclear ? null : header.Number * _blockSize;
    }
}
