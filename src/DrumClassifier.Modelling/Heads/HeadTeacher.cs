namespace DrumClassification.Modelling.Heads;

/// <summary>
/// Fits a head to a few sounds a class: the penalty is chosen by cross-validation, the temperature and the thresholds are fitted on what cross-validation
/// says, and the head that is kept has heard all sounds. Classes that stand already take no part in the fit: see <see cref="StandingClasses"/>.
/// </summary>
internal static class HeadTeacher
{
    /// <summary>From which number of sounds on the share of right answers is known well enough to promise 97 %.</summary>
    private const int EnoughToBeSure = 40;

    // The stronger first: each fit begins where the one before ended.
    private static readonly double[] Penalties = [3, 1, 0.3, 0.1, 0.03, 0.01];

    /// <summary>Fits, judges and calibrates.</summary>
    /// <param name="sounds">At least two of each class that is taught. Those of a class that stands are judged, and nothing is learned from them.</param>
    /// <param name="labels">All classes.</param>
    /// <param name="standing">How many of them, the first ones, the network scores itself; 0 for none.</param>
    /// <param name="cancellationToken">Ends the work with <see cref="OperationCanceledException"/>.</param>
    public static TaughtHead Teach(IReadOnlyList<SoundExample> sounds, IReadOnlyList<string> labels, int standing, CancellationToken cancellationToken = default)
    {
        SoundExample[] own = [.. sounds.Where(sound => sound.Label >= standing).Select(sound => sound with { Label = sound.Label - standing })];
        int classes = labels.Count - standing;
        (float[] scores, double penalty, double temperature) = CrossValidate(own, classes, HeadFolds.Assign(own), cancellationToken);
        (FeatureMap map, LinearHead head) = Fit(own, classes, [penalty], cancellationToken)[0];
        Queue<float[]> unheard = new(scores.Chunk(classes));
        float[][] probabilities = [.. sounds.Select(sound => Answer(sound, sound.Label >= standing ? unheard.Dequeue() : Score(map, head, sound), standing, temperature))];
        HeadJudgement judgement = new(sounds, probabilities, labels.Count);
        float[] strangers = Strangers(own, classes, standing, head, penalty, temperature, cancellationToken);
        double uncertainBelow = strangers.Length > 0
            ? StrangerThreshold.Choose([.. judgement.Taught.Where(answer => answer.IsRight).Select(answer => answer.Confidence)], strangers)
            : UncertaintyThreshold.Choose([.. judgement.Taught.Select(answer => answer.Sound.Label)], [.. judgement.Taught.Select(answer => answer.Probabilities)]);
        double? sure = judgement.Taught.Count < EnoughToBeSure ? null
            : PrecisionThreshold.Find(judgement.Taught.Select(answer => ((double)answer.Confidence, answer.IsRight))).Threshold;
        LinearHead raw = map.ToRaw(head);
        return new TaughtHead(labels, standing, standing == 0 ? raw : raw.Over(temperature), judgement)
        {
            Penalty = penalty,
            StrangersFound = strangers.Length == 0 ? null : strangers.Count(confidence => confidence < uncertainBelow) / (double)strangers.Length,
            Calibration = new ModelCalibration
            {
                Temperature = standing == 0 ? (float)temperature : 1,
                UncertainBelow = (float)uncertainBelow,
                SureFrom = sure is { } from ? (float)Math.Min(1, Math.Ceiling(from * 1000) / 1000) : null,
            },
        };
    }

    /// <summary>
    /// The scores of every sound from heads that have not heard its part, by the penalty with the least loss, every class counting the same. Each penalty is judged
    /// at its own temperature: a strong one makes scores small, which is no fault.
    /// </summary>
    private static (float[] Scores, double Penalty, double Temperature) CrossValidate(SoundExample[] sounds, int classes, int[] folds, CancellationToken cancellationToken)
    {
        if (classes == 1)
        {
            return (new float[sounds.Length], Penalties[0], 1);
        }

        float[][] scores = [.. Penalties.Select(_ => new float[sounds.Length * classes])];
        int[] parts = [.. folds.Distinct()];
        Parallel.ForEach(parts, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            SoundExample[] heard = [.. sounds.Where((_, i) => folds[i] != part)];
            if (heard.Select(sound => sound.Label).Distinct().Count() < 2)
            {
                return;
            }

            (FeatureMap Map, LinearHead Head)[] fitted = Fit(heard, classes, Penalties, cancellationToken);
            foreach (int i in Enumerable.Range(0, sounds.Length).Where(i => folds[i] == part))
            {
                for (int p = 0; p < fitted.Length; p++)
                {
                    Score(fitted[p].Map, fitted[p].Head, sounds[i]).CopyTo(scores[p], i * classes);
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
        SoundExample[] sounds, int classes, double[] penalties, CancellationToken cancellationToken, LinearHead? start = null)
    {
        var map = FeatureMap.For(sounds);
        Dictionary<int, int> counts = sounds.CountBy(sound => sound.Label).ToDictionary();

        // Halfway between every sound and every class counting the same, as the trainer draws them.
        HeadExample[] examples = [.. sounds.Select(sound => new HeadExample(map.Apply(sound), sound.Label, 1 / Math.Sqrt(counts[sound.Label])))];
        var fitted = new (FeatureMap, LinearHead)[penalties.Length];
        LinearHead? last = start;
        for (int p = 0; p < penalties.Length; p++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = SoftmaxRegression.Fit(examples, classes, penalties[p], last);
            fitted[p] = (map, last);
        }

        return fitted;
    }

    /// <summary>
    /// How sure a head is of sounds whose class it was not taught: for each class that is taught, one that has heard all others. It is the only
    /// honest stand-in for what else may come; empty if that would leave less than two classes, or none beside those that stand.
    /// </summary>
    private static float[] Strangers(
        SoundExample[] sounds, int classes, int standing, LinearHead all, double penalty, double temperature, CancellationToken cancellationToken)
    {
        if (classes < (standing > 0 ? 2 : 3))
        {
            return [];
        }

        var found = new float[classes][];
        Parallel.For(0, classes, new ParallelOptions { CancellationToken = cancellationToken }, left =>
        {
            // The class that is left out trades places with the last, so that the others stand without a gap.
            int Place(int label) => label == left ? classes - 1 : label == classes - 1 ? left : label;
            SoundExample[] placed = [.. sounds.Select(sound => sound with { Label = Place(sound.Label) })];
            (FeatureMap map, LinearHead head) = Fit([.. placed.Where(sound => sound.Label != classes - 1)], classes - 1, [penalty], cancellationToken, all.Without(left))[0];
            found[left] = [.. placed.Where(sound => sound.Label == classes - 1).Select(sound => Answer(sound, Score(map, head, sound), standing, temperature).Max())];
        });
        return [.. found.SelectMany(part => part)];
    }

    private static double Loss(SoundExample[] sounds, float[] scores, int classes, double temperature) => sounds
        .Select((sound, i) => (sound.Label, Loss: CalibrationFitter.LogLoss(scores.AsSpan(i * classes, classes), [sound.Label], classes, temperature)))
        .GroupBy(pair => pair.Label).Average(label => label.Average(pair => pair.Loss));

    private static float[] Score(FeatureMap map, LinearHead head, SoundExample sound) => [.. head.Score(map.Apply(sound)).Select(score => (float)score)];

    /// <summary>The probabilities of all classes, from the head's scores.</summary>
    private static float[] Answer(SoundExample sound, float[] scores, int standing, double temperature)
    {
        if (standing == 0)
        {
            return CalibrationFitter.Probabilities(scores, scores.Length, temperature)[0];
        }

        float[] all = StandingClasses.Scores(sound.Probabilities, sound.None, [.. scores.Select(score => (float)(score / temperature))]);
        return CalibrationFitter.Probabilities(all, all.Length)[0];
    }
}
