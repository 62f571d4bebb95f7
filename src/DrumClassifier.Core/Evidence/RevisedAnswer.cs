namespace DrumClassification;

/// <summary>The answer for a sound whose probabilities something beside the sound has changed.</summary>
internal static class RevisedAnswer
{
    /// <summary>Makes it; what has nothing to do with probabilities stays as it was heard.</summary>
    /// <param name="heard">What is heard alone.</param>
    /// <param name="classes">The probability of every class now, in the order of <paramref name="heard"/>.</param>
    /// <param name="kinds">The probability of every kind now; empty leaves the kind as it is.</param>
    /// <param name="chooser">Chooses the kind; null for a model that knows none.</param>
    /// <param name="uncertainBelow">The confidence below which the class is uncertain.</param>
    /// <param name="isNone">True if it is known to be none of the classes, whatever the probabilities say.</param>
    public static Classification Of(Classification heard, float[] classes, float[] kinds, KindChooser? chooser, float uncertainBelow, bool isNone = false)
    {
        LabelProbability[] probabilities = [.. heard.Probabilities.Select((entry, i) => entry with { Probability = classes[i] })];
        int best = Array.IndexOf(classes, classes.Max());
        bool isUncertain = isNone || classes[best] < uncertainBelow;
        return heard with
        {
            Label = probabilities[best].Label,
            Confidence = classes[best],
            Probabilities = probabilities,
            IsUncertain = isUncertain,
            Reason = isUncertain ? UncertainReason.LowConfidence : UncertainReason.None,
            Kind = chooser is null || kinds.Length == 0 ? heard.Kind : chooser.Choose(kinds, best),
            KindProbabilities = kinds,
        };
    }
}
