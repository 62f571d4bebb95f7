using DrumClassification.Training.Data;

namespace DrumClassification.Training.Fitting;

/// <summary>Which sounds an epoch visits, in which order. The same seed and epoch always give the same order.</summary>
internal sealed class EpochOrder
{
    private readonly int _count;
    private readonly double[]? _cumulative;
    private readonly int _seed;

    public EpochOrder(TrainingSounds sounds, bool balanced, int seed)
    {
        _count = sounds.Count;
        _seed = seed;
        bool weighted = sounds.Sounds.Any(sound => sound.Weight != 1);
        _cumulative = balanced || weighted
            ? Cumulate([.. sounds.Sounds.Zip(balanced ? Balance(sounds.Sounds) : Enumerable.Repeat(1.0, sounds.Count), (sound, share) => sound.Weight * share)])
            : null;
    }

    /// <summary>Indices of an epoch's sounds, as many as there are sounds: each once, or drawn by their shares where they are balanced or weighted.</summary>
    public int[] For(int epoch)
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
    /// hearing every sound equally often and hearing every kit and class equally often.
    /// </summary>
    private static double[] Balance(IReadOnlyList<Sound> sounds)
    {
        Dictionary<string, int> classes = sounds.CountBy(sound => sound.Label).ToDictionary();
        Dictionary<(string, string), int> kits = sounds.CountBy(sound => (sound.Label, sound.Group)).ToDictionary();
        return [.. sounds.Select(sound => 1 / Math.Sqrt((double)classes[sound.Label] * kits[(sound.Label, sound.Group)]))];
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
