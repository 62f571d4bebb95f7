namespace DrumClassification.Synthesis;

/// <summary>
/// A second-order filter, transposed direct form II, with the coefficients of Bristow-Johnson's "Audio EQ Cookbook".
/// Keeps state between samples; not thread-safe.
/// </summary>
internal sealed class BiquadFilter
{
    private readonly double _b0;
    private readonly double _b1;
    private readonly double _b2;
    private readonly double _a1;
    private readonly double _a2;
    private double _z1;
    private double _z2;

    private BiquadFilter(double b0, double b1, double b2, double a0, double a1, double a2)
    {
        (_b0, _b1, _b2, _a1, _a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
    }

    /// <summary>Passes what is below the frequency (Hz); 12 dB per octave above it.</summary>
    public static BiquadFilter LowPass(double frequency, double q, int sampleRate)
    {
        (double cos, double alpha) = Angle(frequency, q, sampleRate);
        return new BiquadFilter((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Passes what is above the frequency (Hz); 12 dB per octave below it.</summary>
    public static BiquadFilter HighPass(double frequency, double q, int sampleRate)
    {
        (double cos, double alpha) = Angle(frequency, q, sampleRate);
        return new BiquadFilter((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Passes a band around the frequency (Hz) with gain 1 at its centre; its width is frequency / q.</summary>
    public static BiquadFilter BandPass(double frequency, double q, int sampleRate)
    {
        (double cos, double alpha) = Angle(frequency, q, sampleRate);
        return new BiquadFilter(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Filters one sample.</summary>
    public double Process(double input)
    {
        double output = (_b0 * input) + _z1;
        _z1 = (_b1 * input) - (_a1 * output) + _z2;
        _z2 = (_b2 * input) - (_a2 * output);
        return output;
    }

    private static (double Cos, double Alpha) Angle(double frequency, double q, int sampleRate)
    {
        // Just below half the sampling rate the bilinear transform still behaves; above it nothing is left to filter.
        double angle = 2 * Math.PI * Math.Min(frequency, 0.49 * sampleRate) / sampleRate;
        return (Math.Cos(angle), Math.Sin(angle) / (2 * q));
    }
}
