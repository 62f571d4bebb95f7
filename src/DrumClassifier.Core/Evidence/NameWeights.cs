namespace DrumClassification;

/// <summary>
/// How much names weigh: how many times as probable a name is if the sound is what it names as if it is something else. The figures are what
/// <c>drumtrain names</c> finds on the train and validation rows of three data sets, see <c>docs/evidence.md</c>; names are as good as those who
/// gave them, and in a run in which they turn out worse, <see cref="NameTrust"/> believes them less.
/// </summary>
internal static class NameWeights
{
    /// <summary>How many times as probable a kind's name is if it is of that kind as if it is another one of the same class.</summary>
    public const double OfKind = 8;

    /// <summary>The table: place, strength, ratio of names of a class, ratio of names of what is none.</summary>
    public static readonly IReadOnlyList<NameWeight> Table =
    [
        new(NamePlace.File, NameStrength.Clear, 200, 200),
        new(NamePlace.File, NameStrength.Hint, 43, 43),
        new(NamePlace.File, NameStrength.Weak, 8.6, 7.3),
        new(NamePlace.Folder, NameStrength.Clear, 200, 21),
        new(NamePlace.Folder, NameStrength.Hint, 3, 20),
        new(NamePlace.Folder, NameStrength.Weak, 3, 3),
        new(NamePlace.FarFolder, NameStrength.Hint, 3.7, 3),
        new(NamePlace.FarFolder, NameStrength.Weak, 3, 3),
    ];

    /// <summary>The ratio for a name; 1 for one that says nothing.</summary>
    public static double RatioOf(NameEvidence name, IReadOnlyList<NameWeight> table)
    {
        NameWeight? row = table.FirstOrDefault(row => row.Place == name.Place && row.Strength == name.Strength);
        return row is null ? 1 : name.Labels.All(label => label == NameEvidence.Other) ? row.OfOther : row.OfClass;
    }
}

/// <summary>A row of the table.</summary>
/// <param name="Place">Where the name stands.</param>
/// <param name="Strength">How plain it is.</param>
/// <param name="OfClass">Its ratio if it names one of the six classes, 1 or more.</param>
/// <param name="OfOther">Its ratio if it names what is none of them, 1 or more.</param>
internal sealed record NameWeight(NamePlace Place, NameStrength Strength, double OfClass, double OfOther);
