using System.Collections.Frozen;

namespace DrumClassification.Training.Data;

/// <summary>Maps what people call their folders ("Kicks", "Hi-Hat", "BD") to the class labels.</summary>
internal static class LabelNames
{
    /// <summary>Label of sounds that are none of the six classes. Never a class of a model; used to judge its doubt.</summary>
    public const string Other = "other";

    private static readonly FrozenDictionary<string, string> Synonyms = Build(
        (DrumLabels.Kick, "kick kickdrum bassdrum bd kik"),
        (DrumLabels.Hat, "hat hihat hh highhat openhat closedhat openhihat closedhihat hihatopen hihatclosed hatopen hatclosed oh ch ohh chh pedalhat pedalhihat"),
        (DrumLabels.Snare, "snare snaredrum sd snr"),
        (DrumLabels.Cymbal, "cymbal crash ride splash china crashcymbal ridecymbal cym"),
        (DrumLabels.Tom, "tom tomtom floortom racktom lowtom midtom hightom hitom"),
        (DrumLabels.Clap, "clap handclap cp clp"),
        (Other, "other"));

    /// <summary>
    /// Finds the label for a name; case, blanks, hyphens, underscores, a leading number ("01 Kicks") and a plural do not matter.
    /// </summary>
    /// <returns>One of <see cref="DrumLabels.All"/>, <see cref="Other"/>, or null if the name is none of the known ones.</returns>
    public static string? Find(string name)
    {
        string key = Key(name);
        if (Synonyms.TryGetValue(key, out string? label))
        {
            return label;
        }

        // "crashes" and "splashes" need more than the s taken away.
        return key.EndsWith('s') && Synonyms.TryGetValue(key[..^1], out label) ? label
            : key.EndsWith("es", StringComparison.Ordinal) && Synonyms.TryGetValue(key[..^2], out label) ? label
            : null;
    }

    /// <summary>Place of a label in <see cref="DrumLabels.All"/>; −1 for what is none of them, such as <see cref="Other"/>.</summary>
    public static int IndexOf(string label) =>
        DrumLabels.All.Index().Where(pair => pair.Item == label).Select(pair => pair.Index).FirstOrDefault(-1);

    private static string Key(string name)
    {
        string letters = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return letters.TrimStart("0123456789".ToCharArray());
    }

    private static FrozenDictionary<string, string> Build(params (string Label, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => (Key: Key(name), row.Label)))
            .DistinctBy(pair => pair.Key)
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Label);
}
