using NWaves.Filters.BiQuad;

namespace DrumClassification.Synthesis;

/// <summary>NWaves' second-order filters (Bristow-Johnson, "Audio EQ Cookbook") for frequencies in Hz. They keep state between samples.</summary>
internal static class Biquad
{
    /// <summary>Passes what is below the frequency; 12 dB per octave above it.</summary>
    public static BiQuadFilter LowPass(double frequency, double q, int sampleRate) => new LowPassFilter(Normalize(frequency, sampleRate), q);

    /// <summary>Passes what is above the frequency; 12 dB per octave below it.</summary>
    public static BiQuadFilter HighPass(double frequency, double q, int sampleRate) => new HighPassFilter(Normalize(frequency, sampleRate), q);

    /// <summary>Passes a band around the frequency with gain 1 at its centre; its width is frequency / q.</summary>
    public static BiQuadFilter BandPass(double frequency, double q, int sampleRate) => new BandPassFilter(Normalize(frequency, sampleRate), q);

    /// <summary>Filters one sample.</summary>
    public static double Process(this BiQuadFilter filter, double sample) => filter.Process((float)sample);

    // Just below half the sampling rate the bilinear transform still behaves; above it nothing is left to filter.
    private static double Normalize(double frequency, int sampleRate) => Math.Min(frequency / sampleRate, 0.49);
}
