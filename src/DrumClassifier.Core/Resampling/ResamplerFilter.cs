namespace DrumClassification;

/// <summary>
/// The low-pass filter of <see cref="Resampler"/>, a sinc under Kaiser's window: the taps for an output that lies a given part of an
/// input sample after an input sample.
/// </summary>
internal sealed class ResamplerFilter
{
    private const double Attenuation = 112;

    // Of the lower Nyquist frequency: flat up to here, gone at 1. The same band as soxr's HQ.
    private const double PassbandEdge = 0.914;

    private readonly double _cutoff;
    private readonly double _halfLength;
    private readonly KaiserWindow _window = new(Attenuation);

    /// <summary>Designs the filter for output = input × up / down.</summary>
    public ResamplerFilter(int up, int down)
    {
        Scale = Math.Min(1, (double)up / down);
        _cutoff = (1 + PassbandEdge) / 2 * Scale;
        _halfLength = KaiserWindow.Length(Attenuation, (1 - PassbandEdge) * Scale / 2) / 2;
        HalfTaps = (int)Math.Ceiling(_halfLength);
    }

    /// <summary>The lower rate over the input's rate, at most 1.</summary>
    public double Scale { get; }

    /// <summary>Taps on each side of an output; tap i belongs to input sample (base − HalfTaps + 1 + i).</summary>
    public int HalfTaps { get; }

    /// <summary>Writes the 2 × <see cref="HalfTaps"/> taps of a phase, 0 … 1 input samples after the base.</summary>
    public void Design(double phase, Span<double> taps)
    {
        double sum = 0;
        for (int i = 0; i < taps.Length; i++)
        {
            double t = phase - (i - HalfTaps + 1);
            double x = Math.PI * _cutoff * t;
            double sinc = Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x;
            taps[i] = sinc * _window.Value(t / _halfLength);
            sum += taps[i];
        }

        // Every phase has gain 1 at 0 Hz, so that a constant stays one.
        foreach (ref double tap in taps)
        {
            tap /= sum;
        }
    }
}
