using System.Globalization;
using DrumClassification.Modelling.Heads;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Teach;

/// <summary>What was learned, and how well, for whoever taught it.</summary>
internal static class TeachReport
{
    private const int MostMisplaced = 20;

    /// <summary>Prints the classes, what cross-validation says of them, and the sounds that look misplaced.</summary>
    public static void Print(CliStreams streams, TeachSettings settings, TaughtHead head)
    {
        HeadJudgement judgement = head.Judgement;
        Row[] rows = [.. judgement.Taught.Select(answer => answer.Sound.Label).Distinct().Order().Select(label => new Row(head, label))];
        Column<Row>[] columns =
        [
            new("label", row => row.Label, "class"),
            new("sounds", row => row.Sounds, "sounds", Right: true),
            new("right", row => MathF.Round(row.Right, 4), "right", row => Numbers.Percent(row.Right), Right: true),
            new("takenFor", row => row.TakenFor, "taken for"),
        ];
        RecordWriter.Create(settings.Format, streams, columns).WriteAll(rows);
        streams.Message(string.Create(CultureInfo.InvariantCulture,
            $"Cross-validation, each sound as seen without it and its other takes: {100 * judgement.Accuracy:0.0} % right, {100 * judgement.BalancedAccuracy:0.0} % with every class counting the same."));
        streams.Message(Doubt(head));
        IReadOnlyList<HeadAnswer> misplaced = judgement.Misplaced;
        if (misplaced.Count > 0)
        {
            streams.Message($"{Numbers.Count(misplaced.Count, "sound")} may lie in the wrong folder{(misplaced.Count > MostMisplaced ? $"; the {MostMisplaced} likeliest" : "")}:");
        }

        foreach (HeadAnswer answer in misplaced.Take(MostMisplaced))
        {
            streams.Message($"  {answer.Sound.Name}: more like '{head.Labels[answer.Predicted]}' ({Numbers.Percent(answer.Confidence)})");
        }
    }

    private static string Doubt(TaughtHead head)
    {
        float below = head.Calibration.UncertainBelow;
        HeadAnswer[] right = [.. head.Judgement.Taught.Where(answer => answer.IsRight)];
        string kept = right.Length == 0 ? "" : $"; of the right answers {Numbers.Percent(right.Count(answer => answer.Confidence >= below) / (float)right.Length)} stay certain";
        string strangers = head.StrangersFound is { } found ? $", and of sounds of a class that it was not taught {Numbers.Percent((float)found)} are uncertain" : "";
        return string.Create(CultureInfo.InvariantCulture, $"Uncertain below a confidence of {below:0.00}{kept}{strangers}.");
    }

    /// <summary>A class in the table.</summary>
    private sealed record Row(TaughtHead Head, int Index)
    {
        private readonly int[] _confusions = Head.Judgement.Confusions(Index);

        public string Label => Head.Labels[Index];

        public int Sounds => _confusions.Sum();

        public float Right => _confusions[Index] / (float)Sounds;

        public string TakenFor => string.Join(", ", _confusions.Index().Where(other => other.Item > 0 && other.Index != Index)
            .OrderByDescending(other => other.Item).Select(other => string.Create(CultureInfo.InvariantCulture, $"{Head.Labels[other.Index]} {other.Item}")));
    }
}
