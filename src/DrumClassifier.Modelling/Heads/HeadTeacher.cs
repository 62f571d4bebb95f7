namespace DrumClassification.Modelling.Heads;

/// <summary>
/// Fits a head to a few sounds a class: the penalty is chosen by cross-validation, the temperature and the thresholds are fitted on what cross-validation
/// says, and the head that is kept has heard all sounds.
/// </summary>
internal static class HeadTeacher
{
    /// <summary>From which number of sounds on the share of right answers is known well enough to promise 97 %.</summary>
    private const int EnoughToBeSure = 40;

    // The stronger first: each fit begins where the one before ended.
    private static readonly double[] Penalties = [3, 1, 0.3, 0.1, 0.03, 0.01];

    /// <summary>Fits, judges and calibrates.</summary>
    /// <param name="sounds">At least two of each class that is taught.</param>
    /// <param name="labels">All classes.</param>
    /// <param name="standing">How many of them, the first ones, the network scores itself; 0 for none.</param>
    /// <param name="cancellationToken">Ends the work with <see cref="OperationCanceledException"/>.</param>
    public static TaughtHead Teach(IReadOnlyList<SoundExample> sounds, IReadOnlyList<string> labels, int standing, CancellationToken cancellationToken = default)
    {
        int[] folds = HeadFolds.Assign(sounds);
        (float[] scores, double penalty, double temperature) = CrossValidate(sounds, labels.Count, standing, folds, cancellationToken);
        float[][] probabilities = CalibrationFitter.Probabilities(scores, labels.Count, temperature);
        (FeatureMap map, LinearHead head) = Fit(sounds, labels.Count, standing, [penalty], cancellationToken)[0];
        HeadJudgement judgement = new(sounds, [.. probabilities], labels.Count);
        float[] strangers = Strangers(sounds, labels.Count, standing, head, penalty, temperature, cancellationToken);
        double uncertainBelow = strangers.Length > 0
            ? StrangerThreshold.Choose([.. judgement.Taught.Where(answer => answer.IsRight).Select(answer => answer.Confidence)], strangers)
            : UncertaintyThreshold.Choose([.. judgement.Taught.Select(answer => answer.Sound.Label)], [.. judgement.Taught.Select(answer => answer.Probabilities)]);
        double? sure = judgement.Taught.Count < EnoughToBeSure ? null
            : PrecisionThreshold.Find(judgement.Taught.Select(answer => ((double)answer.Confidence, answer.IsRight))).Threshold;
        return new TaughtHead(labels, standing, map.ToRaw(head), judgement)
        {
            Penalty = penalty,
            StrangersFound = strangers.Length == 0 ? null : strangers.Count(confidence => confidence < uncertainBelow) / (double)strangers.Length,
            Calibration = new ModelCalibration
            {
                Temperature = (float)temperature,
                UncertainBelow = (float)uncertainBelow,
                SureFrom = sure is { } from ? (float)Math.Min(1, Math.Ceiling(from * 1000) / 1000) : null,
            },
        };
    }

    /// <summary>
    /// The scores of every sound from heads that have not heard its part, by the penalty with the least loss, every class counting the same. Each penalty is judged
    /// at its own temperature: a strong one makes scores small, which is no fault.
    /// </summary>
    private static (float[] Scores, double Penalty, double Temperature) CrossValidate(
        IReadOnlyList<SoundExample> sounds, int classes, int standing, int[] folds, CancellationToken cancellationToken)
    {
        float[][] scores = [.. Penalties.Select(_ => new float[sounds.Count * classes])];
        int[] parts = [.. folds.Distinct()];
        Parallel.ForEach(parts, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            SoundExample[] heard = [.. sounds.Where((_, i) => folds[i] != part)];
            if (heard.Select(sound => sound.Label).Distinct().Count() < 2)
            {
                return;
            }

            (FeatureMap Map, LinearHead Head)[] fitted = Fit(heard, classes, standing, Penalties, cancellationToken);
            foreach (int i in Enumerable.Range(0, sounds.Count).Where(i => folds[i] == part))
            {
                for (int p = 0; p < fitted.Length; p++)
                {
                    Score(fitted[p].Map, fitted[p].Head, sounds[i], scores[p].AsSpan(i * classes, classes));
                }
            }
        });
        int[] truth = [.. sounds.Select(sound => sound.Label)];
        double[] temperatures = [.. scores.Select(row => CalibrationFitter.FitTemperature(row, truth, classes))];
        int best = Enumerable.Range(0, Penalties.Length).MinBy(p => Loss(sounds, scores[p], classes, temperatures[p]));
        return (scores[best], Penalties[best], temperatures[best]);
    }

    /// <summary>Heads for several penalties; <paramref name="start"/> is one that is nearly right, which saves time and nothing else: the best head is the same.</summary>
    private static (FeatureMap Map, LinearHead Head)[] Fit(
        IReadOnlyList<SoundExample> sounds, int classes, int standing, double[] penalties, CancellationToken cancellationToken, LinearHead? start = null)
    {
        var map = FeatureMap.For(sounds);
        Dictionary<int, int> counts = sounds.CountBy(sound => sound.Label).ToDictionary();

        // Halfway between every sound and every class counting the same, as the trainer draws them.
        HeadExample[] examples = [.. sounds.Select(sound => new HeadExample(
            map.Apply(sound), StandingScores(sound), sound.Label, 1 / Math.Sqrt(counts[sound.Label])))];
        var fitted = new (FeatureMap, LinearHead)[penalties.Length];
        LinearHead? last = start;
        for (int p = 0; p < penalties.Length; p++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = SoftmaxRegression.Fit(examples, classes - standing, penalties[p], last);
            fitted[p] = (map, last);
        }

        return fitted;
    }

    /// <summary>
    /// How sure a head is of sounds whose class it was not taught: for each class that is taught, one that has heard all others. It is the only
    /// honest stand-in for what else may come; empty if that would leave less than two classes.
    /// </summary>
    private static float[] Strangers(
        IReadOnlyList<SoundExample> sounds, int classes, int standing, LinearHead all, double penalty, double temperature, CancellationToken cancellationToken)
    {
        if (classes < 3)
        {
            return [];
        }

        var found = new float[classes][];
        Parallel.For(standing, classes, new ParallelOptions { CancellationToken = cancellationToken }, left =>
        {
            // The class that is left out trades places with the last, so that the others stand without a gap.
            int Place(int label) => label == left ? classes - 1 : label == classes - 1 ? left : label;
            SoundExample[] placed = [.. sounds.Select(sound => sound with { Label = Place(sound.Label) })];
            (FeatureMap map, LinearHead head) = Fit([.. placed.Where(sound => sound.Label != classes - 1)], classes - 1, standing, [penalty], cancellationToken, all.Without(left - standing))[0];
            SoundExample[] strangers = [.. placed.Where(sound => sound.Label == classes - 1)];
            float[] scores = new float[strangers.Length * (classes - 1)];
            for (int i = 0; i < strangers.Length; i++)
            {
                Score(map, head, strangers[i], scores.AsSpan(i * (classes - 1), classes - 1));
            }

            found[left] = [.. CalibrationFitter.Probabilities(scores, classes - 1, temperature).Select(row => row.Max())];
        });
        return [.. found.Skip(standing).SelectMany(part => part)];
    }

    private static double Loss(IReadOnlyList<SoundExample> sounds, float[] scores, int classes, double temperature) => sounds
        .Select((sound, i) => (sound.Label, Loss: CalibrationFitter.LogLoss(scores.AsSpan(i * classes, classes), [sound.Label], classes, temperature)))
        .GroupBy(pair => pair.Label).Average(label => label.Average(pair => pair.Loss));

    private static void Score(FeatureMap map, LinearHead head, SoundExample sound, Span<float> scores)
    {
        double[] all = [.. StandingScores(sound), .. head.Score(map.Apply(sound))];
        for (int c = 0; c < all.Length; c++)
        {
            scores[c] = (float)all[c];
        }
    }

    private static double[] StandingScores(SoundExample sound) => [.. sound.Probabilities.Select(TaughtHead.StandingScore)];
}
