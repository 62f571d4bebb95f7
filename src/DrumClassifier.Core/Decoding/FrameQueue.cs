namespace DrumClassification;

/// <summary>Decoded frames that nobody has asked for yet, first in, first out.</summary>
/// <param name="channels">Samples of a frame.</param>
internal sealed class FrameQueue(int channels)
{
    private float[] _samples = [];
    private int _start;

    /// <summary>Number of frames.</summary>
    public int Count { get; private set; }

    /// <summary>Appends frames for the caller to fill in.</summary>
    public Span<float> Append(int frames)
    {
        int needed = (Count + frames) * channels;
        if (_start + needed > _samples.Length)
        {
            float[] target = needed > _samples.Length ? new float[2 * needed] : _samples;
            _samples.AsSpan(_start, Count * channels).CopyTo(target);
            _samples = target;
            _start = 0;
        }

        Count += frames;
        return _samples.AsSpan(_start + needed - (frames * channels), frames * channels);
    }

    /// <summary>Takes frames from the front.</summary>
    public void Take(int frames, Span<float> target)
    {
        _samples.AsSpan(_start, frames * channels).CopyTo(target);
        DropFirst(frames);
    }

    /// <summary>Drops the frames at the front.</summary>
    public void DropFirst(int frames)
    {
        _start += frames * channels;
        Count -= frames;
    }

    /// <summary>Drops the frames at the back.</summary>
    public void DropLast(int frames) => Count -= frames;
}
