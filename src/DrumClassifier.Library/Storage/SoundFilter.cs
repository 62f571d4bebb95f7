namespace DrumClassification.Library.Storage;

/// <summary>Which sounds of an index are wanted, and in which order. What is left empty asks for nothing.</summary>
internal sealed record SoundFilter
{
    /// <summary>Classes, or <see cref="SoundGroup.Percussion"/>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The kind.</summary>
    public string? Kind { get; init; }

    /// <summary>States, see <see cref="SoundGroup"/>.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Lowest confidence, 0 … 1.</summary>
    public double LowestConfidence { get; init; }

    /// <summary>Highest confidence, 0 … 1.</summary>
    public double HighestConfidence { get; init; } = 1;

    /// <summary>Shortest length in seconds.</summary>
    public double? Shortest { get; init; }

    /// <summary>Greatest length in seconds.</summary>
    public double? Longest { get; init; }

    /// <summary>A folder that they lie in or below. It is only compared with what the index knows.</summary>
    public string? Folder { get; init; }

    /// <summary>Words that the path holds, all of them; capitals of ASCII letters do not matter.</summary>
    public string? Text { get; init; }

    /// <summary>The order.</summary>
    public SoundOrder Order { get; init; }

    /// <summary>True if it asks for nothing, so that every sound is wanted.</summary>
    public bool IsEverything =>
        Groups.Count + States.Count == 0 && this with { Order = Nothing.Order, Groups = Nothing.Groups, States = Nothing.States } == Nothing;

    private static SoundFilter Nothing { get; } = new();
}

/// <summary>Orders of a list of sounds.</summary>
internal enum SoundOrder
{
    /// <summary>Folder by folder, in the order of the paths' bytes.</summary>
    Path,

    /// <summary>By class, the most sure first.</summary>
    Class,

    /// <summary>The least sure first; what the user has said something of comes last.</summary>
    Least,

    /// <summary>The most sure first.</summary>
    Most,

    /// <summary>The shortest first.</summary>
    Short,

    /// <summary>The longest first.</summary>
    Long,

    /// <summary>The loudest first.</summary>
    Loud,

    /// <summary>What was read last first.</summary>
    New,
}

/// <summary>What a row stands for when what the user has said is taken in, as SQL of <c>sounds s LEFT JOIN corrections c</c>.</summary>
internal static class SoundGroup
{
    /// <summary>What stands in the place of a class for percussion that is none of them.</summary>
    public const string Percussion = "percussion";

    /// <summary>The tables.</summary>
    public const string Tables = "sounds s LEFT JOIN corrections c ON c.hash = s.hash";

    /// <summary>True for what is surely percussion and none of the classes.</summary>
    public const string IsPercussion = "(s.kind IS NOT NULL AND s.kind_label IS NULL AND s.kind_uncertain = 0 AND s.reason IN (0, 1) AND s.kind <> 'no_percussion')";

    /// <summary>The class, or percussion; NULL for what cannot be read.</summary>
    public const string Group = $"(CASE WHEN c.hash IS NOT NULL THEN coalesce(c.label, '{Percussion}') WHEN {IsPercussion} THEN '{Percussion}' ELSE s.label END)";

    /// <summary>The kind.</summary>
    public const string Kind = "(CASE WHEN c.hash IS NOT NULL THEN c.kind ELSE s.kind END)";

    /// <summary>"failed", "corrected", "uncertain" or "sure".</summary>
    public const string State =
        $"(CASE WHEN s.error IS NOT NULL THEN 'failed' WHEN c.hash IS NOT NULL THEN 'corrected' WHEN s.reason <> 0 AND NOT {IsPercussion} THEN 'uncertain' ELSE 'sure' END)";

    /// <summary>How sure the model is of what it says, 0 … 1.</summary>
    public const string Confidence = $"(CASE WHEN {IsPercussion} THEN s.kind_probability ELSE s.confidence END)";
}
