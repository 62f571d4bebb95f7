namespace DrumClassification.Synthesis;

/// <summary>
/// A square wave whose edges are smoothed by two-sample polynomials (PolyBLEP: Välimäki and Huovilainen, "Antialiasing
/// Oscillators in Subtractive Synthesis", 2007), so that the hats' high partials do not fold back into tones.
/// </summary>
internal sealed class SquareOscillator(double frequency, double startPhase, int sampleRate)
{
    private readonly double _step = frequency / sampleRate;
    private double _phase = startPhase;

    /// <summary>The next sample, about −1 … 1.</summary>
    public double Next()
    {
        double value = (_phase < 0.5 ? 1 : -1) + Edge(_phase) - Edge((_phase + 0.5) % 1);
        _phase = (_phase + _step) % 1;
        return value;
    }

    private double Edge(double phase)
    {
        if (phase < _step)
        {
            double x = phase / _step;
            return x + x - (x * x) - 1;
        }

        if (phase > 1 - _step)
        {
            double x = (phase - 1) / _step;
            return (x * x) + x + x + 1;
        }

        return 0;
    }
}
