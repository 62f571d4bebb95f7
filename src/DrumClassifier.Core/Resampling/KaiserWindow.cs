namespace DrumClassification;

/// <summary>
/// Kaiser's window and his design formulas: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window
/// function", Proc. IEEE ISCAS (1974).
/// </summary>
internal sealed class KaiserWindow(double attenuation)
{
    private readonly double _beta = Beta(attenuation);
    private readonly double _scale = 1 / BesselI0(Beta(attenuation));

    /// <summary>The shape parameter for a stop-band attenuation in dB, above 50.</summary>
    public static double Beta(double attenuation) => 0.1102 * (attenuation - 8.7);

    /// <summary>Length in samples of a low-pass filter, for its attenuation in dB and its transition's width in cycles per sample.</summary>
    public static double Length(double attenuation, double transitionWidth)
        => (attenuation - 7.95) / (2.285 * 2 * Math.PI * transitionWidth);

    /// <summary>The window's value; 1 in the middle (0), 0 outside −1 … 1.</summary>
    public double Value(double position)
    {
        double inside = 1 - (position * position);
        return inside < 0 ? 0 : BesselI0(_beta * Math.Sqrt(inside)) * _scale;
    }

    /// <summary>The modified Bessel function of the first kind and order 0, from its power series, whose terms are all positive.</summary>
    public static double BesselI0(double x)
    {
        double sum = 1;
        double term = 1;
        double quarter = x * x / 4;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
