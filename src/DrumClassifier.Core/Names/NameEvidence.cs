namespace DrumClassification;

/// <summary>What the name of a sound says about it.</summary>
/// <param name="Strength">How plainly.</param>
/// <param name="Labels">
/// What it names: one of <see cref="DrumLabels.All"/> or <see cref="Other"/>; two where it names two, as the folder "Snares &amp; Claps" does; empty
/// where it says nothing.
/// </param>
/// <param name="Kind">The kind, such as <c>closed_hat</c> or <c>shaker</c>, as the embedded model calls it; null if only the class is named.</param>
/// <param name="Token">The letters that say so, in lower case; null if nothing does.</param>
/// <param name="Place">Where they stand.</param>
public sealed record NameEvidence(NameStrength Strength, IReadOnlyList<string> Labels, string? Kind, string? Token, NamePlace Place)
{
    /// <summary>What percussion that is none of the six classes, and what is no percussion, is called in <see cref="Labels"/>.</summary>
    public const string Other = "other";

    /// <summary>A name that says nothing.</summary>
    public static NameEvidence None { get; } = new(NameStrength.None, [], null, null, NamePlace.None);

    /// <summary>The one thing that is named; null if it is nothing or two.</summary>
    public string? Label => Labels.Count == 1 ? Labels[0] : null;

    /// <summary>Reads a path. Pure: nothing is opened, the same path always says the same.</summary>
    /// <remarks>
    /// The file's name counts before its folder, and that before those farther up, at most four in all; a folder that
    /// agrees makes a file's name plainer, one that contradicts makes it less plain. Numbers, notes and General MIDI keys say nothing.
    /// </remarks>
    /// <param name="path">The path, with <c>/</c> or <c>\</c> between folders.</param>
    /// <param name="root">
    /// The folder (or file) that was given by the user: what stands above it says nothing, its own name does. Null takes the path as it is.
    /// </param>
    public static NameEvidence Of(string path, string? root = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return NameReader.Read(NamePath.Parts(path, root));
    }
}
