namespace DrumClassification.Cli.Browse.Kits;

/// <summary>Gives each sound of a kit a key: the first of its kind that of General MIDI's percussion map, the others what is free.</summary>
internal static class KitNotes
{
    /// <summary>So many keys there are.</summary>
    public const int Most = 128;

    // Where sounds go that find their own key taken: above the percussion map first.
    private const int FirstFree = 60;

    // General MIDI Level 1, percussion map; kinds before classes.
    private static readonly Dictionary<string, int> Keys = new(StringComparer.Ordinal)
    {
        ["kick"] = 36,
        ["rimshot"] = 37,
        ["snare"] = 38,
        ["clap"] = 39,
        ["closed_hat"] = 42,
        ["hat"] = 42,
        ["pedal_hat"] = 44,
        ["open_hat"] = 46,
        ["low_tom"] = 45,
        ["mid_tom"] = 47,
        ["high_tom"] = 50,
        ["tom"] = 45,
        ["crash"] = 49,
        ["cymbal"] = 49,
        ["ride"] = 51,
        ["china"] = 52,
        ["splash"] = 55,
        ["tambourine"] = 54,
        ["cowbell"] = 56,
        ["bongo"] = 60,
        ["conga"] = 63,
        ["shaker"] = 70,
        ["maraca"] = 70,
        ["clave"] = 75,
        ["woodblock"] = 76,
        ["triangle"] = 81,
    };

    /// <summary>Gives out keys.</summary>
    /// <param name="sounds">At most <see cref="Most"/>.</param>
    public static IReadOnlyList<KitKey> Assign(IReadOnlyList<KitSound> sounds)
    {
        var taken = new HashSet<int>();
        int?[] keys = [.. sounds.Select(sound => Own(sound) is { } own && taken.Add(own) ? own : (int?)null)];
        IEnumerator<int> free = Enumerable.Range(FirstFree, Most - FirstFree).Concat(Enumerable.Range(0, FirstFree)).Where(key => !taken.Contains(key)).GetEnumerator();
        return [.. sounds.Select((sound, i) => new KitKey(keys[i] ?? Next(free), IsHat(sound), sound)).OrderBy(key => key.Note)];
    }

    private static int Next(IEnumerator<int> free) => free.MoveNext() ? free.Current : throw new InvalidOperationException("There are more sounds than keys.");

    private static int? Own(KitSound sound) =>
        sound.Sound.Kind is { } kind && Keys.TryGetValue(kind, out int ofKind) ? ofKind : sound.Sound.Group is { } group && Keys.TryGetValue(group, out int ofClass) ? ofClass : null;

    private static bool IsHat(KitSound sound) => sound.Sound.Group == DrumLabels.Hat;
}

/// <summary>A key of a kit.</summary>
/// <param name="Note">MIDI note, 0 … 127.</param>
/// <param name="IsHat">True for hats, each of which ends the one before.</param>
/// <param name="Sound">What it plays.</param>
internal sealed record KitKey(int Note, bool IsHat, KitSound Sound);
