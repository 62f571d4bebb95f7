namespace DrumClassification.Training.LabelCleaning;

/// <summary>
/// Finds labels that are probably wrong: Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels"
/// (2021). A sound counts as confidently of a class where the class's probability reaches the mean that sounds labelled so get
/// for it, so that classes of which a network is never very sure have their errors found too.
/// </summary>
public static class ConfidentLearning
{
    /// <summary>For each class the mean out-of-fold probability of that class over the sounds labelled with it; 1 where there are none.</summary>
    public static IReadOnlyList<double> Thresholds(IReadOnlyList<OutOfFoldAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return [.. DrumLabels.All.Select((_, c) => answers.Where(answer => answer.Given == c).Select(answer => (double)answer.Probabilities[c]).DefaultIfEmpty(1).Average())];
    }

    /// <summary>
    /// The sounds whose most probable class is not their label, most confident first. Sounds that are labelled none of the classes are
    /// among them only where the answer reaches its class's threshold, because every answer would disagree.
    /// </summary>
    public static IReadOnlyList<Suspect> Find(IReadOnlyList<OutOfFoldAnswer> answers)
    {
        IReadOnlyList<double> thresholds = Thresholds(answers);
        return [.. answers
            .Where(answer => answer.Answer != answer.Given)
            .Select(answer => new Suspect(answer, answer.Confidence >= thresholds[answer.Answer]))
            .Where(suspect => suspect.IsConfident || suspect.Answer.Given >= 0)
            .OrderByDescending(suspect => suspect.Answer.Confidence)
            .ThenBy(suspect => suspect.Answer.Sound.DataSet, StringComparer.Ordinal)
            .ThenBy(suspect => suspect.Answer.Sound.Name, StringComparer.Ordinal)];
    }
}

/// <summary>A sound whose label may be wrong.</summary>
/// <param name="Answer">What was said about it.</param>
/// <param name="IsConfident">True where the answer reaches its class's threshold.</param>
public sealed record Suspect(OutOfFoldAnswer Answer, bool IsConfident);
