namespace DrumClassification.Training.LabelCleaning;

/// <summary>Out-of-fold answers as CSV.</summary>
internal static class SuspectsCsv
{
    /// <summary>The columns of the probabilities, in the order of <see cref="DrumLabels.All"/>.</summary>
    public static readonly string[] ProbabilityColumns = [.. DrumLabels.All.Select(label => $"p_{label}")];

    /// <summary>One row a suspect: its label, the answer, both probabilities, and all of them.</summary>
    public static void WriteSuspects(string path, IReadOnlyList<Suspect> suspects) => CsvTable.Write(
        path,
        ["data", "path", "label", "answer", "confident", "p_label", "p_answer", "fine", "source", "group", "fold", .. ProbabilityColumns],
        suspects.Select(suspect => (object[])
        [
            suspect.Answer.Sound.DataSet, suspect.Answer.Sound.Name, suspect.Answer.Sound.Label, suspect.Answer.AnswerLabel, suspect.IsConfident ? "yes" : "no",
            suspect.Answer.GivenProbability is { } given ? given : "", suspect.Answer.Confidence,
            suspect.Answer.Sound.Fine, suspect.Answer.Sound.Source, suspect.Answer.Sound.Group, suspect.Answer.Fold,
            .. Probabilities(suspect.Answer),
        ]));

    /// <summary>One row a sound: its label, its fold and the probability of every class.</summary>
    public static void WriteProbabilities(string path, IReadOnlyList<OutOfFoldAnswer> answers) => CsvTable.Write(
        path,
        ["data", "path", "label", "fold", .. ProbabilityColumns],
        answers.Select(answer => (object[])[answer.Sound.DataSet, answer.Sound.Name, answer.Sound.Label, answer.Fold, .. Probabilities(answer)]));

    private static IEnumerable<object> Probabilities(OutOfFoldAnswer answer) => answer.Probabilities.Select(p => (object)p);
}
