namespace DrumClassification;

/// <summary>Power spectra of a batch of overlapping frames under a periodic Hann window, centred in the transform. Immutable and thread-safe.</summary>
internal sealed unsafe class WindowedTransform
{
    private readonly FrameBatchFft _fft;
    private readonly AlignedBuffer _window;
    private readonly int _firstWeight;
    private readonly int _weights;

    /// <summary>Prepares the tables.</summary>
    /// <param name="size">Length of the transform in samples.</param>
    /// <param name="grid">Where the frames start.</param>
    /// <param name="window">The window's weights, as long as the transform.</param>
    public WindowedTransform(int size, FrameGrid grid, ReadOnlySpan<double> window)
    {
        // Only the samples that the window lets through are loaded, at the start of the frame: a shift does not change the
        // power. Whole groups of eight, as the loader takes them.
        int first = 0;
        int end = size;
        while (first < size - 8 && window[first] == 0)
        {
            first++;
        }

        while (end > first + 8 && window[end - 1] == 0)
        {
            end--;
        }

        first = first / 8 * 8;
        _firstWeight = first;
        _weights = (end - first + 7) / 8 * 8;
        _window = Halved(window.Slice(first, _weights));
        _fft = new FrameBatchFft(size, _weights);
        Grid = grid;
    }

    /// <summary>Length of the transform in samples.</summary>
    public int Size => _fft.Size;

    /// <summary>Where the frames start.</summary>
    public FrameGrid Grid { get; }

    /// <summary>The most samples under one batch of frames.</summary>
    public int StretchLength => Size + Grid.LongestBatch;

    /// <summary>Computes the power spectra of as many frames as there are lanes.</summary>
    /// <param name="firstFrame">The first of them.</param>
    /// <param name="stretch"><see cref="StretchLength"/> samples, from the first frame's start.</param>
    /// <param name="frames">Scratch for <see cref="Size"/> × lanes values.</param>
    /// <param name="power">Receives (Size / 2 + 1) × lanes values, bin-major.</param>
    public void PowerSpectra(int firstFrame, float* stretch, float* frames, float* power)
    {
        Span<int> offsets = stackalloc int[FrameBatchFft.Lanes];
        Grid.GetOffsets(firstFrame, offsets);
        FrameLoader.Load(stretch + _firstWeight, offsets, _window.Pointer, _weights, frames);
        _fft.PowerSpectra(frames, power);
        GC.KeepAlive(_window);
    }

    /// <summary>With the factor ½ that <see cref="FrameBatchFft"/> expects.</summary>
    private static AlignedBuffer Halved(ReadOnlySpan<double> window)
    {
        AlignedBuffer buffer = new(window.Length);
        for (int n = 0; n < window.Length; n++)
        {
            buffer.Span[n] = (float)(0.5 * window[n]);
        }

        return buffer;
    }
}
