namespace DrumClassification;

/// <summary>Where the frames of a spectrogram start: evenly, or further and further apart. Immutable and thread-safe.</summary>
internal sealed class FramePositions
{
    /// <summary>Growing hops are rounded to whole multiples of this, so that a decimated sound has a sample where each frame starts.</summary>
    private const int Step = 8;

    private readonly int _hopLength;
    private readonly int[]? _starts;
    private readonly int _frames;

    /// <summary>Lays out the frames.</summary>
    /// <param name="settings">Hop length and growth, in samples of the sound.</param>
    /// <param name="factor">Samples of the sound for one of those that are counted here; divides the hop length, and with growing hops is 1, 2, 4 or 8.</param>
    public FramePositions(FrontEndSettings settings, int factor)
    {
        _hopLength = settings.HopLength / factor;
        _frames = settings.Frames;
        if (settings.HopGrowth > 1)
        {
            _starts = GrowingStarts(settings, factor);
        }

        for (int frame = 0; frame < (_starts?.Length ?? 1); frame += FrameBatchFft.Lanes)
        {
            LongestBatch = Math.Max(LongestBatch, (int)(GetStart(frame + FrameBatchFft.Lanes - 1) - GetStart(frame)));
        }
    }

    /// <summary>The most samples from the start of a batch's first frame to that of its last.</summary>
    public int LongestBatch { get; }

    /// <summary>Number of frames that start within so many samples: with growing hops at most as many as the result has, which are all there are.</summary>
    public int CountUpTo(int samples)
    {
        if (_starts is null)
        {
            return 1 + samples / _hopLength;
        }

        int count = 1;
        while (count < _frames && _starts[count] <= samples)
        {
            count++;
        }

        return count;
    }

    /// <summary>Samples from the start of the first frame to that of another.</summary>
    public long GetStart(int frame) => _starts is null ? (long)frame * _hopLength : _starts[frame];

    /// <summary>Gives for each frame of a batch how many samples after the batch's first frame it starts.</summary>
    public void GetOffsets(int firstFrame, Span<int> offsets)
    {
        long start = GetStart(firstFrame);
        for (int lane = 0; lane < offsets.Length; lane++)
        {
            offsets[lane] = (int)(GetStart(firstFrame + lane) - start);
        }
    }

    /// <summary>As many as fill whole batches; those past the last frame lie where it does.</summary>
    private static int[] GrowingStarts(FrontEndSettings settings, int factor)
    {
        int lanes = FrameBatchFft.Lanes;
        int[] starts = new int[(settings.Frames + lanes - 1) / lanes * lanes];
        double hop = settings.HopLength;
        double start = 0;
        for (int frame = 0; frame < settings.Frames; frame++)
        {
            starts[frame] = (int)Math.Round(start / Step) * Step / factor;
            start += hop;
            hop *= settings.HopGrowth;
        }

        starts.AsSpan(settings.Frames).Fill(starts[settings.Frames - 1]);
        return starts;
    }
}
