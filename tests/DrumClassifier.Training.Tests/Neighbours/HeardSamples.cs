using DrumClassification.Training.Neighbours;

namespace DrumClassification.Tests;

/// <summary>Made-up answers of networks.</summary>
internal static class HeardSamples
{
    public const int DirectionLength = 5;

    public static readonly ModelManifest Manifest = (new TestModel { Kinds = [.. DrumLabels.All.Select(label => new ModelKind($"a_{label}", label)), new("cowbell", null)] }).Manifest;

    public static int EvidenceLength => Manifest.Labels.Count + Manifest.Kinds.Count;

    /// <summary>Sounds of any class, with any answers.</summary>
    public static HeardSound[] Make(int count, int folders = 1)
    {
        Random random = new(8);
        return [.. Enumerable.Range(0, count).Select(i => Sound(random, $"{i}", $"kit {i % folders}", random.Next(-1, 6), 1 + (i % folders % 2), [.. Enumerable.Range(0, 6).Select(_ => random.NextDouble() * 4)]))];
    }

    /// <summary>Folders of which the first sound is clearly a kick or a tom, and the others, which are the same, look like both.</summary>
    public static HeardSound[] Ambiguous(int folders, int perFolder)
    {
        Random random = new(9);
        return [.. Enumerable.Range(0, folders).SelectMany(folder => Enumerable.Range(0, perFolder).Select(i =>
        {
            int own = folder % 4 < 2 ? 0 : 4;
            double[] scores = [.. Enumerable.Range(0, 6).Select(c => i < 2 ? (c == own ? 5.0 : 0) : c is 0 or 4 ? 3 + random.NextDouble() : 0)];
            return Sound(random, i < 2 ? $"clear {i}" : $"unclear {i}", $"kit {folder}", own, 1 + (folder % 2), scores);
        }))];
    }

    /// <summary>What the library says of such a sound.</summary>
    public static Classification AsClassification(HeardSound sound) => new(
        "kick", 0.5f, [.. DrumLabels.All.Select((label, c) => new LabelProbability(label, MathF.Exp(sound.Evidence[c])))], false)
    {
        KindProbabilities = sound.Evidence[6..].Select(MathF.Exp).ToArray(),
        Embedding = sound.Direction.Select(value => 3 * value).ToArray(),
    };

    private static HeardSound Sound(Random random, string name, string kit, int own, int fold, double[] scores)
    {
        double[] kinds = [.. scores, random.NextDouble()];
        float[] direction = [.. Enumerable.Range(0, DirectionLength).Select(_ => (float)(random.NextDouble() - 0.4))];
        float length = MathF.Sqrt(direction.Sum(value => value * value));
        return new HeardSound("set", name, kit, own, fold, true, [.. Logarithms(scores), .. Logarithms(kinds)], [.. direction.Select(value => value / length)]);
    }

    private static IEnumerable<float> Logarithms(double[] scores)
    {
        double sum = scores.Sum(Math.Exp);
        return scores.Select(score => (float)(score - Math.Log(sum)));
    }
}
