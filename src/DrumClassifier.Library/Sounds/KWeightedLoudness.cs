namespace DrumClassification.Library.Sounds;

/// <summary>
/// How loud a sound is at its loudest: the largest momentary loudness of ITU-R BS.1770 in LUFS, that is the mean square over 400 ms (in steps of
/// 100 ms) of the samples after its two filters, which weigh frequencies about as ears do. Of the channels mixed to one; a sound shorter than
/// 400 ms is filled up with silence.
/// </summary>
/// <remarks>
/// ITU-R BS.1770-4, annex 1. The coefficients for any sampling rate come from the analogue prototypes behind the ones the recommendation gives for
/// 48 kHz: a shelf of +4 dB above 1.68 kHz and a high-pass at 38 Hz.
/// </remarks>
internal static class KWeightedLoudness
{
    private const double StepSeconds = 0.1;
    private const int StepsInWindow = 4;
    private const double Offset = -0.691;

    /// <summary>Measures it.</summary>
    /// <param name="samples">The sound, mono, −1 … 1.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <returns>LUFS; −∞ for silence.</returns>
    public static float Of(ReadOnlySpan<float> samples, int sampleRate)
    {
        var shelf = Filter.Shelf(sampleRate);
        var highPass = Filter.HighPass(sampleRate);
        int step = Math.Max(1, (int)Math.Round(StepSeconds * sampleRate));
        Span<double> window = stackalloc double[StepsInWindow];
        window.Clear();
        double loudest = 0;
        for (int start = 0, index = 0; start < samples.Length; start += step, index++)
        {
            window[index % StepsInWindow] = Energy(samples.Slice(start, Math.Min(step, samples.Length - start)), ref shelf, ref highPass);
            double sum = 0;
            foreach (double part in window)
            {
                sum += part;
            }

            loudest = Math.Max(loudest, sum);
        }

        return (float)(Offset + (10 * Math.Log10(loudest / (StepsInWindow * (double)step))));
    }

    private static double Energy(ReadOnlySpan<float> samples, ref Filter shelf, ref Filter highPass)
    {
        Filter first = shelf;
        Filter second = highPass;
        double sum = 0;
        foreach (float sample in samples)
        {
            double weighted = second.Next(first.Next(sample));
            sum += weighted * weighted;
        }

        shelf = first;
        highPass = second;
        return sum;
    }

    /// <summary>A filter of second order, direct form II transposed.</summary>
    private struct Filter
    {
        private readonly double _b0;
        private readonly double _b1;
        private readonly double _b2;
        private readonly double _a1;
        private readonly double _a2;
        private double _z1;
        private double _z2;

        private Filter(double b0, double b1, double b2, double a0, double a1, double a2) =>
            (_b0, _b1, _b2, _a1, _a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);

        public static Filter Shelf(int sampleRate)
        {
            const double Quality = 0.7071752369554196;
            double k = Tangent(1681.974450955533, sampleRate);
            double high = Math.Pow(10, 3.999843853973347 / 20);
            double band = Math.Pow(high, 0.4996667741545416);
            return new Filter(
                high + (band * k / Quality) + (k * k), 2 * ((k * k) - high), high - (band * k / Quality) + (k * k),
                1 + (k / Quality) + (k * k), 2 * ((k * k) - 1), 1 - (k / Quality) + (k * k));
        }

        public static Filter HighPass(int sampleRate)
        {
            const double Quality = 0.5003270373238773;
            double k = Tangent(38.13547087602444, sampleRate);
            double a0 = 1 + (k / Quality) + (k * k);

            // The recommendation's numerator is 1, −2, 1 as it stands.
            return new Filter(a0, -2 * a0, a0, a0, 2 * ((k * k) - 1), 1 - (k / Quality) + (k * k));
        }

        public double Next(double input)
        {
            double output = (_b0 * input) + _z1;
            _z1 = (_b1 * input) - (_a1 * output) + _z2;
            _z2 = (_b2 * input) - (_a2 * output);
            return output;
        }

        // Below half the sampling rate, also where that is absurdly low.
        private static double Tangent(double frequency, int sampleRate) => Math.Tan(Math.PI * Math.Min(frequency / sampleRate, 0.49));
    }
}
