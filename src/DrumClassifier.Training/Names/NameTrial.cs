using DrumClassification.Training.Data;
using DrumClassification.Training.Randomness;

namespace DrumClassification.Training.Names;

/// <summary>How good answers are with names and without.</summary>
internal static class NameTrial
{
    /// <summary>Judges one way of using names, sounds in their order, which is that of a run of the command.</summary>
    /// <param name="title">What the way is called.</param>
    /// <param name="sounds">The sounds, with their own names or scrambled ones.</param>
    /// <param name="evidence">Puts the evidence together; one of its own for each data set, as for each run.</param>
    public static TrialAnswers Answer(string title, IReadOnlyList<NamedSound> sounds, Func<SoundEvidence> evidence)
    {
        var runs = new Dictionary<string, SoundEvidence>();
        return new TrialAnswers(title, [.. sounds.Select(sound =>
        {
            if (!runs.TryGetValue(sound.Sound.DataSet, out SoundEvidence? run))
            {
                runs[sound.Sound.DataSet] = run = evidence();
            }

            return run.Combine(sound.Heard, sound.Name, out _);
        })]);
    }

    /// <summary>Answers with a table that other folds were fitted on, whole groups in one fold.</summary>
    public static TrialAnswers CrossValidate(string title, IReadOnlyList<NamedSound> sounds, int folds, int seed)
    {
        IReadOnlyList<int> foldOf = FoldAssigner.Assign([.. sounds.Select(sound => sound.Sound)], folds, seed);
        Classification[] answers = new Classification[sounds.Count];
        for (int fold = 0; fold < folds; fold++)
        {
            NameWeight[] table = [.. NameFit.Fit([.. sounds.Where((_, i) => foldOf[i] != fold)]).Select(row => row.Weight)];
            int[] own = [.. Enumerable.Range(0, sounds.Count).Where(i => foldOf[i] == fold)];
            TrialAnswers part = Answer(title, [.. own.Select(i => sounds[i])], () => new SoundEvidence(DrumLabels.All, [], new ModelCalibration(), NameUse.Hint, table: table));
            for (int i = 0; i < own.Length; i++)
            {
                answers[own[i]] = part.Answers[i];
            }
        }

        return new TrialAnswers(title, answers);
    }

    /// <summary>Gives every sound the name of a sound of another group.</summary>
    public static IReadOnlyList<NamedSound> Scramble(IReadOnlyList<NamedSound> sounds, int seed)
    {
        Random random = new(SeedMixer.Mix(seed, sounds.Count));
        int[] order = [.. Enumerable.Range(0, sounds.Count)];
        random.Shuffle(order);
        for (int i = 0; i < order.Length; i++)
        {
            for (int tries = 0; tries < 100 && sounds[order[i]].Sound.Group == sounds[i].Sound.Group; tries++)
            {
                int other = random.Next(order.Length);
                (order[i], order[other]) = (order[other], order[i]);
            }
        }

        return [.. sounds.Select((sound, i) => sound with { Name = sounds[order[i]].Name })];
    }
}

/// <summary>The answers of one way.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Answers">One answer a sound.</param>
internal sealed record TrialAnswers(string Title, IReadOnlyList<Classification> Answers)
{
    /// <summary>Share of the sounds of the six classes that are answered rightly, of those that a condition takes.</summary>
    public double Accuracy(IReadOnlyList<NamedSound> sounds, Func<NamedSound, bool> takes) =>
        Scores(sounds, takes).Select(score => score.Right).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The gain in accuracy over other answers, and its standard error with whole groups as what was drawn.</summary>
    public (double Gain, double Error) GainOver(TrialAnswers other, IReadOnlyList<NamedSound> sounds, Func<NamedSound, bool> takes)
    {
        (string Group, double Gain)[] gains = [.. Scores(sounds, takes).Zip(other.Scores(sounds, takes), (a, b) => (a.Group, a.Right - b.Right))];
        double mean = gains.Average(gain => gain.Gain);
        double error = Math.Sqrt(gains.GroupBy(gain => gain.Group).Sum(group => Math.Pow(group.Sum(gain => gain.Gain - mean), 2))) / gains.Length;
        return (mean, error);
    }

    private IEnumerable<(string Group, double Right)> Scores(IReadOnlyList<NamedSound> sounds, Func<NamedSound, bool> takes) =>
        sounds.Zip(Answers).Where(pair => pair.First.IsOfClass && takes(pair.First)).Select(pair => (pair.First.Sound.Group, pair.Second.Label == pair.First.Sound.Label ? 1.0 : 0));
}
