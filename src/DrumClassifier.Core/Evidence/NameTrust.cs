namespace DrumClassification;

/// <summary>
/// How far the names of a run are believed: whether they mean something, against that they were given at random, learnt as sounds are heard. Each name
/// that agrees with what is heard makes it more probable, each that contradicts much less; a belief is never so firm that a few
/// contradictions in the next folder would not shake it. Not thread-safe.
/// </summary>
internal sealed class NameTrust
{
    // Nine in ten folders that have names of drums are named by them, and 99.3 % is as sure as it gets.
    private const double Beginning = 2.2;
    private const double Firmest = 5;

    private double _logOdds = Beginning;

    /// <summary>The probability that names mean something, 0 … 1.</summary>
    public double Belief => 1 / (1 + Math.Exp(-_logOdds));

    /// <summary>Learns from a sound.</summary>
    /// <param name="heard">The probability, from what is heard alone, that it is what its name says, 0 … 1.</param>
    /// <param name="ratio">The name's ratio.</param>
    /// <param name="named">How many things the name names.</param>
    public void Learn(double heard, double ratio, int named)
    {
        double likelihood = NameLikelihood.Of(ratio, named, belief: 1).For(heard);
        _logOdds = Math.Clamp(_logOdds + Math.Log(likelihood), -Firmest, Firmest);
    }
}
