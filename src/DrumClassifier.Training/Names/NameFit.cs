namespace DrumClassification.Training.Names;

/// <summary>
/// Fits the table of <see cref="NameWeights"/>. For names of a class no label is needed: what is heard gives a probability for everything that the sound
/// may be, and the ratio is the one under which the names that came with these sounds are most probable, as in Dawid and Skene, "Maximum Likelihood
/// Estimation of Observer Error-Rates Using the EM Algorithm" (1979), with one observer's errors known. Labels would flatter names, because the labels
/// of most packs were made from names; the labelled ratio is fitted beside it and the smaller one taken.
/// </summary>
internal static class NameFit
{
    // A group of a thousand sounds has one way of naming, and is not worth a thousand that have their own.
    private const double MostOfGroup = 4;

    // 97 names of 100 right: data sets are better named than what people have, and more than that would leave the ear nothing to say.
    private const double Highest = 200;

    // Fewer groups than these say nothing of others.
    private const int FewestGroups = 3;
    private const double WithoutData = 3;

    // What labels alone may say of names, labels being made from them.
    private const double MostOfLabels = 20;

    /// <summary>Fits all rows.</summary>
    public static IReadOnlyList<FittedWeight> Fit(IReadOnlyList<NamedSound> sounds)
    {
        Dictionary<string, double> weights = sounds.Where(sound => sound.Name.Labels.Count > 0).GroupBy(sound => sound.Sound.Group)
            .ToDictionary(group => group.Key, group => Math.Min(1, MostOfGroup / group.Count()));
        NamedSound[] withFolders = [.. sounds, .. sounds.SelectMany(sound => sound.WithoutNames())];
        foreach (IGrouping<string, NamedSound> group in withFolders.GroupBy(sound => sound.Sound.Group))
        {
            weights.TryAdd(group.Key, Math.Min(1, MostOfGroup / group.Count()));
        }

        return [.. NameWeights.Table.Select(row => Fit(row, row.Place == NamePlace.File ? sounds : withFolders, weights))];
    }

    private static FittedWeight Fit(NameWeight row, IReadOnlyList<NamedSound> sounds, Dictionary<string, double> weights)
    {
        NamedSound[] named = [.. sounds.Where(sound => sound.Name.Place == row.Place && sound.Name.Strength == row.Strength)];
        NamedSound[] ofOther = [.. named.Where(sound => sound.Name.Label == NameEvidence.Other)];
        NamedSound[] ofClass = [.. named.Where(sound => sound.Name.Label != NameEvidence.Other)];
        double heard = Ratio(ofClass.Where(sound => sound.IsOfClass), weights, sound => sound.Heard.Probabilities.Where(p => sound.Name.Labels.Contains(p.Label)).Sum(p => (double)p.Probability));
        double labelled = Ratio(ofClass, weights, sound => sound.Name.Labels.Contains(sound.Sound.Label) ? 1 : 0);
        double other = Ratio(ofOther, weights, sound => sound.IsOfClass ? 0 : 1);
        int groups = Groups(ofClass);
        double taken = groups < FewestGroups ? WithoutData : Math.Min(heard, labelled);
        double takenOther = Groups(ofOther) < FewestGroups ? WithoutData : Math.Min(other, groups < FewestGroups ? MostOfLabels : taken);
        return new FittedWeight(new NameWeight(row.Place, row.Strength, Round(taken), Round(takenOther)), ofClass.Length, groups, heard, labelled, ofOther.Length, other);
    }

    private static int Groups(NamedSound[] sounds) => sounds.Select(sound => sound.Sound.Group).Distinct().Count();

    /// <summary>The ratio, 1 … <see cref="Highest"/>, under which what is known of the sounds and their names fit best, with one sound for and one against it besides.</summary>
    private static double Ratio(IEnumerable<NamedSound> sounds, Dictionary<string, double> weights, Func<NamedSound, double> isRight)
    {
        (double Weight, double Right, int Named)[] rows = [.. sounds.Select(sound => (weights[sound.Sound.Group], isRight(sound), sound.Name.Labels.Count))];
        double low = 0;
        double high = Math.Log(Highest);
        for (int i = 0; i < 60; i++)
        {
            double a = low + ((high - low) / 3);
            double b = high - ((high - low) / 3);
            (low, high) = LogLikelihood(rows, Math.Exp(a)) < LogLikelihood(rows, Math.Exp(b)) ? (a, high) : (low, b);
        }

        return Math.Exp((low + high) / 2);
    }

    private static double LogLikelihood((double Weight, double Right, int Named)[] rows, double ratio) =>
        rows.Append((1, 1, 1)).Append((1, 0, 1)).Sum(row => row.Weight * Math.Log(NameLikelihood.Of(ratio, row.Named, belief: 1).For(row.Right)));

    /// <summary>Two digits are more than the data says.</summary>
    private static double Round(double ratio) => ratio < 10 ? Math.Round(ratio, 1) : Math.Round(ratio);
}

/// <summary>A row of the table with what it rests on.</summary>
/// <param name="Weight">The row.</param>
/// <param name="OfClass">Number of sounds with such a name of a class.</param>
/// <param name="Groups">Number of groups that they are of.</param>
/// <param name="Heard">Their ratio by what is heard.</param>
/// <param name="Labelled">Their ratio by their labels.</param>
/// <param name="OfOther">Number of sounds with such a name of none of the classes.</param>
/// <param name="Other">Their ratio by their labels.</param>
internal sealed record FittedWeight(NameWeight Weight, int OfClass, int Groups, double Heard, double Labelled, int OfOther, double Other);
