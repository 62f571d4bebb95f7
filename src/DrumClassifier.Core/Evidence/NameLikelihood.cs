namespace DrumClassification;

/// <summary>
/// How probable a name is for each thing that a sound may be, beside how probable it is anyway: the six classes and none of them are seven things
/// that may be. With a share of 1 − belief the name is no more than chance.
/// </summary>
/// <param name="Named">For what the name names, above 1.</param>
/// <param name="Else">For everything else, below 1.</param>
internal readonly record struct NameLikelihood(double Named, double Else)
{
    private const int Things = 7;

    /// <summary>For a name of so many things with a ratio, believed so far.</summary>
    /// <param name="ratio">From <see cref="NameWeights"/>.</param>
    /// <param name="named">How many things it names, 1 or 2.</param>
    /// <param name="belief">How probable it is that names here mean something, 0 … 1.</param>
    public static NameLikelihood Of(double ratio, int named, double belief)
    {
        double mean = ((named * ratio) + Things - named) / Things;
        return new((belief * ratio / mean) + 1 - belief, (belief / mean) + 1 - belief);
    }

    /// <summary>How probable the name is for a sound that is what it names with some probability.</summary>
    /// <param name="right">That probability, 0 … 1.</param>
    public double For(double right) => (right * Named) + ((1 - right) * Else);

    /// <summary>How probable it is that such a name is right, everything being as probable before.</summary>
    public double Precision => Named / (Named + ((Things - 1) * Else));
}
