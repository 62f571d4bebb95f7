namespace DrumClassification.Synthesis;

/// <summary>How levels and frequencies change over the time since the hit.</summary>
internal static class Envelope
{
    /// <summary>Exponential decay that has fallen by 60 dB after <paramref name="decaySeconds"/>; 0 before time 0.</summary>
    public static double Decay(double seconds, double decaySeconds) =>
        seconds < 0 ? 0 : Math.Pow(10, -3 * seconds / decaySeconds);

    /// <summary>Rises evenly from 0 to 1 within <paramref name="attackSeconds"/>.</summary>
    public static double Attack(double seconds, double attackSeconds) =>
        attackSeconds <= 0 ? 1 : Math.Clamp(seconds / attackSeconds, 0, 1);

    /// <summary>Frequency at a time of an exponential sweep.</summary>
    /// <param name="seconds">Time since the hit.</param>
    /// <param name="start">Frequency in Hz at the hit.</param>
    /// <param name="end">Frequency in Hz that it tends to.</param>
    /// <param name="timeConstant">Seconds until 63 % of the way is gone.</param>
    public static double Sweep(double seconds, double start, double end, double timeConstant) =>
        end + ((start - end) * Math.Exp(-seconds / timeConstant));
}
