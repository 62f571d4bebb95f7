namespace DrumClassification;

/// <summary>
/// The one place where what is heard and what else is known of a sound become one answer. Heard and named are taken as independent given what the sound
/// is, so that probabilities are multiplied with the name's likelihoods (Bayes' rule). One for each run: it learns how far names can be believed
/// (<see cref="NameTrust"/>), so that its answers depend on the order of the sounds. Not thread-safe.
/// </summary>
/// <param name="labels">The model's classes.</param>
/// <param name="kinds">The kinds that it tells apart; empty if it knows none.</param>
/// <param name="calibration">The model's limits.</param>
/// <param name="use">What names are to the answer.</param>
/// <param name="uncertainBelow">The confidence below which a class is uncertain; null takes the model's.</param>
/// <param name="table">The weights; null takes <see cref="NameWeights.Table"/>.</param>
/// <param name="isLearning">False believes the names of every sound as those of the first, so that no answer depends on another.</param>
internal sealed class SoundEvidence(
    IReadOnlyList<string> labels, IReadOnlyList<ModelKind> kinds, ModelCalibration calibration, NameUse use, float? uncertainBelow = null, IReadOnlyList<NameWeight>? table = null, bool isLearning = true)
{
    // What is heard surely and is not what the name says must be ten times as improbable as that.
    private const double SurelyNot = 0.1;

    private readonly NamedThings _things = new(labels, kinds);
    private readonly KindChooser? _chooser = kinds.Count > 0 ? new KindChooser(labels, kinds, calibration) : null;
    private readonly float _uncertainBelow = uncertainBelow ?? calibration.UncertainBelow;
    private readonly IReadOnlyList<NameWeight> _table = table ?? NameWeights.Table;
    private readonly NameTrust _trust = new();

    /// <summary>Puts the evidence together.</summary>
    /// <param name="heard">What is heard alone, with <see cref="Classification.KindProbabilities"/> if the model knows kinds.</param>
    /// <param name="name">What the name says.</param>
    /// <param name="contradicts">True if a clear name says something that is surely not heard.</param>
    /// <returns>The answer; what is heard itself where the name says nothing, or the sound is no single hit: no name makes silence a drum.</returns>
    public Classification Combine(Classification heard, NameEvidence name, out bool contradicts)
    {
        contradicts = false;
        if (use == NameUse.Off || !heard.Reason.IsOneHit() || _things.Classes(name) is not { } classes)
        {
            return heard;
        }

        float[] heardKinds = heard.KindProbabilities.ToArray();
        bool[] namedKinds = [.. kinds.Take(heardKinds.Length).Select(kind => _things.Means(name, classes, kind))];
        double agreement = Agreement(heard, classes, heardKinds, namedKinds);
        double ratio = NameWeights.RatioOf(name, _table);
        contradicts = name is { Strength: NameStrength.Clear, Label: not null } && agreement < SurelyNot && !heard.IsUncertain;
        var likelihood = NameLikelihood.Of(ratio, name.Labels.Count, _trust.Belief);
        if (isLearning)
        {
            _trust.Learn(agreement, ratio, name.Labels.Count);
        }

        double[] classMass = [.. heard.Probabilities.Select((p, i) => p.Probability * (classes[i] ? likelihood.Named : likelihood.Else))];
        double[] kindMass = [.. heardKinds.Select((p, i) => p * (namedKinds[i] ? likelihood.Named * OfKind(name, kinds[i]) : likelihood.Else))];
        if (use == NameUse.Trust && name is { Strength: NameStrength.Clear, Label: not null })
        {
            double precision = NameLikelihood.Of(ratio, 1, belief: 1).Precision;
            Raise(classMass, classes, precision);
            Raise(kindMass, namedKinds, precision);
        }

        double classSum = classMass.Sum();
        double kindSum = kindMass.Sum();
        return RevisedAnswer.Of(
            heard, [.. classMass.Select(mass => (float)(mass / classSum))], [.. kindMass.Select(mass => (float)(mass / kindSum))], _chooser, _uncertainBelow,
            isNone: use == NameUse.Trust && name is { Strength: NameStrength.Clear, Label: NameEvidence.Other } && _chooser is null);
    }

    /// <summary>How probable it is, from what is heard, that the sound is what its name says; being none of the classes is what the kinds say.</summary>
    private double Agreement(Classification heard, bool[] classes, float[] heardKinds, bool[] namedKinds)
    {
        double none = heardKinds.Where((_, i) => kinds[i].Label is null).Sum(p => (double)p);
        double namedNone = heardKinds.Where((_, i) => kinds[i].Label is null && namedKinds[i]).Sum(p => (double)p);
        return Math.Clamp(namedNone + ((1 - none) * heard.Probabilities.Where((_, i) => classes[i]).Sum(p => (double)p.Probability)), 0, 1);
    }

    private static double OfKind(NameEvidence name, ModelKind kind) => name.Strength >= NameStrength.Hint && kind.Name == name.Kind ? NameWeights.OfKind : 1;

    /// <summary>Gives what is named at least a share of the whole, the rest in proportion.</summary>
    private static void Raise(double[] mass, bool[] named, double share)
    {
        double all = mass.Sum();
        double own = mass.Where((_, i) => named[i]).Sum();
        if (own / all >= share || !named.Contains(true))
        {
            return;
        }

        int count = named.Count(isNamed => isNamed);
        for (int i = 0; i < mass.Length; i++)
        {
            // What is heard with no probability at all has no proportion.
            mass[i] = named[i]
                ? share * (own > 0 ? mass[i] / own : 1.0 / count)
                : (1 - share) * (all > own ? mass[i] / (all - own) : 0);
        }
    }
}
