using System.Diagnostics;
using DrumClassification.Modelling.Heads;

namespace DrumClassification.Training.Teaching;

/// <summary>How well a model learns new classes from a few sounds: teaches it some and tries it on others, from other groups.</summary>
internal static class TeachTrial
{
    /// <summary>Teaches once and tries.</summary>
    /// <param name="sounds">What the network makes of every sound.</param>
    /// <param name="labels">All classes: those that stand already first.</param>
    /// <param name="standing">How many stand already.</param>
    /// <param name="draw">Which sounds are taught and which tried.</param>
    public static TeachTrialResult Run(
        IReadOnlyList<HeardSound> sounds, IReadOnlyList<string> labels, int standing, TeachDraw draw, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        TaughtHead head = HeadTeacher.Teach([.. draw.Taught.Select(i => sounds[i].ToExample(standing))], labels, standing, cancellationToken);
        double seconds = watch.Elapsed.TotalSeconds;
        (int Truth, int Predicted, float Confidence)[] tried = [.. draw.Tried.Select(i => Answer(head, sounds[i], standing))];
        (int Truth, int Predicted, float Confidence)[] others = [.. sounds.Where(sound => sound.Kind < 0).Select(sound => Answer(head, sound, standing))];
        float below = head.Calibration.UncertainBelow;
        (int, int Predicted, float Confidence)[] strangers = [.. others.Where(answer => answer.Truth < 0)];
        (int Truth, int Predicted, float)[] known = [.. others.Where(answer => answer.Truth >= 0)];
        return new TeachTrialResult
        {
            Recalls = [.. tried.GroupBy(answer => answer.Truth).OrderBy(kind => kind.Key).Select(kind => kind.Average(answer => answer.Predicted == answer.Truth ? 1.0 : 0))],
            CrossValidation = head.Judgement.BalancedAccuracy,
            CalibrationError = tried.Average(answer => answer.Confidence) - tried.Average(answer => answer.Predicted == answer.Truth ? 1.0 : 0),
            RightKept = Share(tried.Where(answer => answer.Predicted == answer.Truth), answer => answer.Confidence >= below),
            StrangersFound = Share(strangers, answer => answer.Confidence < below),
            StandingRight = standing == 0 ? null : Share(known, answer => answer.Predicted == answer.Truth),
            StandingBefore = standing == 0 ? null : Share(sounds.Where(sound => sound.Kind < 0 && sound.Label >= 0), sound => IndexOfLargest(sound.Probabilities) == sound.Label),
            Penalty = head.Penalty,
            Seconds = seconds,
        };
    }

    private static (int Truth, int Predicted, float Confidence) Answer(TaughtHead head, HeardSound sound, int standing)
    {
        float[] probabilities = head.Classify(sound.Embedding, sound.Probabilities, sound.None);
        int predicted = IndexOfLargest(probabilities);
        return (sound.Kind >= 0 ? standing + sound.Kind : standing > 0 ? sound.Label : -1, predicted, probabilities[predicted]);
    }

    private static int IndexOfLargest(float[] values) => Array.IndexOf(values, values.Max());

    private static double? Share<T>(IEnumerable<T> items, Func<T, bool> holds)
    {
        T[] all = [.. items];
        return all.Length == 0 ? null : all.Count(holds) / (double)all.Length;
    }
}

/// <summary>A sound of a trial.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">Its group.</param>
/// <param name="Kind">Index of the kind that is taught; −1 for any other.</param>
/// <param name="Label">Index of its class in the model; −1 for none.</param>
/// <param name="Embedding">What the network makes of it.</param>
/// <param name="Probabilities">What the network says of its classes.</param>
/// <param name="None">How probable it is to the network that it is none of them.</param>
internal sealed record HeardSound(string Name, string Group, int Kind, int Label, float[] Embedding, float[] Probabilities, float None)
{
    /// <summary>The same as an example.</summary>
    public SoundExample ToExample(int standing) => new(Name, standing + Kind, Group, Embedding, standing == 0 ? [] : Probabilities, None);
}

/// <summary>What came of one trial. Shares are 0 … 1, and null if there is nothing to count.</summary>
internal sealed record TeachTrialResult
{
    /// <summary>For each kind the share of its tried sounds that are recognised.</summary>
    public required double[] Recalls { get; init; }

    /// <summary>The mean of them.</summary>
    public double Balanced => Recalls.Average();

    /// <summary>What cross-validation over the taught sounds said of it.</summary>
    public required double CrossValidation { get; init; }

    /// <summary>Mean confidence less the share of right answers.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Share of the right answers that are certain.</summary>
    public required double? RightKept { get; init; }

    /// <summary>Share of the sounds of no class of the model that are uncertain.</summary>
    public required double? StrangersFound { get; init; }

    /// <summary>Share of the sounds of the classes that stood already which are right.</summary>
    public required double? StandingRight { get; init; }

    /// <summary>The same before anything was taught.</summary>
    public required double? StandingBefore { get; init; }

    /// <summary>The penalty that was chosen.</summary>
    public required double Penalty { get; init; }

    /// <summary>How long the fit took.</summary>
    public required double Seconds { get; init; }
}
