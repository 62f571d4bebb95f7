namespace DrumClassification.Training.Neighbours;

/// <summary>What neighbours are worth on sounds whose source the stage has not seen.</summary>
internal static class NeighbourValidation
{
    private const int FolderSeed = 5;

    /// <summary>The figures without neighbours, and with every folder's own shares of the classes.</summary>
    /// <param name="sounds">The sounds that are judged.</param>
    /// <param name="imagined">The numbers of imagined sounds that are tried; see <see cref="PriorShift"/>.</param>
    /// <param name="usual">Sounds whose mean answers are the usual shares; null for the judged ones.</param>
    public static List<FolderFigures> Baselines(IReadOnlyList<HeardSound> sounds, IEnumerable<double> imagined, IReadOnlyList<HeardSound>? usual = null)
    {
        float[][] answers = FolderAnswers.Alone([.. usual ?? sounds]);
        double[] shares = [.. DrumLabels.All.Select((_, c) => answers.Average(row => (double)row[c]))];
        return
        [
            .. Judge("none", sounds, FolderAnswers.Alone),
            .. imagined.SelectMany(count => Judge(FormattableString.Invariant($"shares {count}"), sounds, folder => FolderAnswers.Shifted(folder, new PriorShift(shares, count)))),
        ];
    }

    /// <summary>Trains a stage for each fold on the others, and judges it on that one.</summary>
    public static List<FolderFigures> CrossValidate(IReadOnlyList<HeardSound> sounds, NeighbourSettings settings, int seed, Action<int> onStep, CancellationToken cancellationToken)
    {
        int done = 0;
        Dictionary<int, NeighbourStage> stages = [];
        try
        {
            foreach (int fold in sounds.Select(sound => sound.Fold).Distinct().Order())
            {
                stages[fold] = NeighbourTrainer.Train([.. sounds.Where(sound => sound.Fold != fold)], settings, seed, _ => onStep(++done), cancellationToken);
            }

            // A folder is of one fold, so that one stage, which has not seen it, looks at it whole.
            return [.. Kinds.SelectMany(kind => FolderFigures.Judge($"attention {seed}", kind, [.. stages.SelectMany(stage =>
                Answers(FolderMaker.Make([.. sounds.Where(sound => sound.Fold == stage.Key)], kind, FolderSeed), folder => FolderAnswers.Corrected(folder, stage.Value)))]))];
        }
        finally
        {
            foreach (NeighbourStage stage in stages.Values)
            {
                stage.Dispose();
            }
        }
    }

    /// <summary>Judges one stage on sounds that it has not seen.</summary>
    public static IEnumerable<FolderFigures> Judge(string method, IReadOnlyList<HeardSound> sounds, NeighbourStage stage) =>
        Judge(method, sounds, folder => FolderAnswers.Corrected(folder, stage));

    private static FolderKind[] Kinds => Enum.GetValues<FolderKind>();

    private static IEnumerable<FolderFigures> Judge(string method, IReadOnlyList<HeardSound> sounds, Func<HeardSound[], float[][]> ask) =>
        Kinds.SelectMany(kind => FolderFigures.Judge(method, kind, [.. sounds.GroupBy(sound => sound.Fold).SelectMany(fold => Answers(FolderMaker.Make([.. fold], kind, FolderSeed), ask))]));

    private static IEnumerable<(HeardSound Sound, float[] Probabilities)> Answers(IReadOnlyList<HeardSound[]> folders, Func<HeardSound[], float[][]> ask) =>
        folders.SelectMany(folder => folder.Zip(ask(folder)));
}
