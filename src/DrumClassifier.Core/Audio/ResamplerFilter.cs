using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// The tap tables of <see cref="Resampler"/>: row p holds the low-pass filter's values for an output that lies p / rows of an
/// input sample after an input sample. There is one row more than phases, so that interpolation has a right neighbour.
/// </summary>
internal sealed class ResamplerFilter
{
    private const double Attenuation = 112;

    // Of the lower Nyquist frequency: flat up to here, gone at 1. The same band as soxr's HQ.
    private const double PassbandEdge = 0.914;

    // 2 MB. Ratios whose exact tables are larger use interpolated phases.
    private const int MaxTableLength = 1 << 19;

    // Linear interpolation between phases of a signal below Nyquist errs by at most (π / phases)² / 8: −118 dB for 1024.
    private const int InterpolatedPhases = 1024;

    private readonly float[] _table;

    /// <summary>Designs the filter for output = input × up / down.</summary>
    public ResamplerFilter(int up, int down)
    {
        double scale = Math.Min(1, (double)up / down);
        double length = KaiserWindow.Length(Attenuation, (1 - PassbandEdge) * scale / 2);
        HalfTaps = (int)Math.Ceiling(length / 2);

        // Rows of whole vectors keep the inner loop free of a scalar end; the added taps are zeros.
        Stride = (2 * HalfTaps + 15) / 16 * 16;
        IsInterpolated = (long)up * Stride > MaxTableLength;
        Phases = IsInterpolated ? Math.Max(16, (int)Math.Ceiling(InterpolatedPhases * scale)) : up;
        int rows = Phases + (IsInterpolated ? 1 : 0);
        _table = new float[rows * Stride];
        double cutoff = (1 + PassbandEdge) / 2 * scale;
        double beta = KaiserWindow.Beta(Attenuation);
        double[] taps = new double[2 * HalfTaps];
        for (int row = 0; row < rows; row++)
        {
            Design(taps, (double)row / Phases, cutoff, length / 2, beta);
            Span<float> place = _table.AsSpan(row * Stride, taps.Length);
            for (int i = 0; i < taps.Length; i++)
            {
                place[i] = (float)taps[i];
            }
        }
    }

    /// <summary>Taps on each side of an output; tap i belongs to input sample (base − HalfTaps + 1 + i).</summary>
    public int HalfTaps { get; }

    /// <summary>Floats in a row: the taps and zeros.</summary>
    public int Stride { get; }

    /// <summary>Number of phases in one input sample.</summary>
    public int Phases { get; }

    /// <summary>True where an output lies between two rows, false where each has its own.</summary>
    public bool IsInterpolated { get; }

    /// <summary>The taps of a phase.</summary>
    public ReadOnlySpan<float> Row(int phase)
        => MemoryMarshal.CreateReadOnlySpan(ref _table[phase * Stride], Stride);

    private void Design(Span<double> taps, double phase, double cutoff, double halfLength, double beta)
    {
        double sum = 0;
        for (int i = 0; i < taps.Length; i++)
        {
            double t = phase - (i - HalfTaps + 1);
            double x = Math.PI * cutoff * t;
            double sinc = Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x;
            taps[i] = sinc * KaiserWindow.Value(t / halfLength, beta);
            sum += taps[i];
        }

        // Every phase has gain 1 at 0 Hz, so that a constant stays one.
        foreach (ref double tap in taps)
        {
            tap /= sum;
        }
    }
}
