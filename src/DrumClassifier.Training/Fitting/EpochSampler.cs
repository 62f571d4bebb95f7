using DrumClassification.Training.Data;
using DrumClassification.Training.Kinds;
using DrumClassification.Training.Randomness;

namespace DrumClassification.Training.Fitting;

/// <summary>Which sounds an epoch visits, in which order. The same seed and epoch always give the same order.</summary>
internal sealed class EpochSampler
{
    private readonly int _count;
    private readonly double[]? _cumulative;
    private readonly int _seed;

    /// <param name="balanced">True draws so that rare classes and small kits are heard more often.</param>
    /// <param name="kinds">The kinds, to balance those of no class too; null for none.</param>
    /// <param name="kindBalance">How far kinds of no class are balanced: 0 leaves them to their numbers, 1 treats each as a class of its own.</param>
    public EpochSampler(TrainingSounds sounds, bool balanced, int seed, KindCatalog? kinds = null, double kindBalance = 0)
    {
        _count = sounds.Count;
        _seed = seed;
        bool weighted = sounds.Sounds.Any(sound => sound.Weight != 1);
        _cumulative = balanced || weighted
            ? Cumulate([.. sounds.Sounds.Zip(balanced ? Balance(sounds.Sounds, kinds, kindBalance) : Enumerable.Repeat(1.0, sounds.Count), (sound, share) => sound.Weight * share)])
            : null;
    }

    /// <summary>Indices of an epoch's sounds, as many as there are sounds: each once, or drawn by their shares where they are balanced or weighted.</summary>
    public int[] Sample(int epoch)
    {
        Random random = new(SeedMixer.Mix(_seed, epoch));
        int[] order = new int[_count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = _cumulative is null ? i : Draw(_cumulative, random.NextDouble());
        }

        if (_cumulative is null)
        {
            random.Shuffle(order);
        }

        return order;
    }

    /// <summary>
    /// A sound's share falls with the square root of the size of its class and of its kit within the class: halfway between
    /// hearing every sound equally often and hearing every kit and class equally often. Among sounds of no class it also falls, in part, with
    /// the square root of the size of its kind instead, because fifty tambourines would be lost among two thousand others.
    /// </summary>
    private static double[] Balance(IReadOnlyList<Sound> sounds, KindCatalog? kinds, double kindBalance)
    {
        Dictionary<string, int> classes = sounds.CountBy(sound => sound.Label).ToDictionary();
        Dictionary<(string, string), int> kits = sounds.CountBy(sound => (sound.Label, sound.Group)).ToDictionary();
        Dictionary<int, int> kindCounts = kinds is null ? [] : sounds.Where(sound => sound.Label == LabelNames.Other).CountBy(kinds.CandidatesOf).ToDictionary();
        return [.. sounds.Select(sound => 1 / Math.Sqrt(ClassSize(sound) * kits[(sound.Label, sound.Group)]))];

        double ClassSize(Sound sound) => kinds is null || sound.Label != LabelNames.Other ? classes[sound.Label]
            : Math.Pow(classes[sound.Label], 1 - kindBalance) * Math.Pow(kindCounts[kinds.CandidatesOf(sound)], kindBalance);
    }

    private static double[] Cumulate(double[] weights)
    {
        double total = weights.Sum();
        double sum = 0;
        return [.. weights.Select(weight => sum += weight / total)];
    }

    private static int Draw(double[] cumulative, double value)
    {
        int at = Array.BinarySearch(cumulative, value);
        return Math.Min(at < 0 ? ~at : at, cumulative.Length - 1);
    }
}
