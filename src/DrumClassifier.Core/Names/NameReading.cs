namespace DrumClassification;

/// <summary>What one name says, a file's or a folder's.</summary>
/// <param name="Strength">How plainly.</param>
/// <param name="Labels">What it names; none, one or two.</param>
/// <param name="Kind">The kind; null if it does not say.</param>
/// <param name="Token">The letters that say so.</param>
internal sealed record NameReading(NameStrength Strength, IReadOnlyList<string> Labels, string? Kind, string? Token)
{
    /// <summary>A name that says nothing.</summary>
    public static readonly NameReading Nothing = new(NameStrength.None, [], null, null);

    /// <summary>The same, so many steps less plain; a name never says nothing by that.</summary>
    public NameReading Weaker(int steps = 1) => Labels.Count == 0 ? this : this with { Strength = (NameStrength)Math.Max((int)NameStrength.Weak, (int)Strength - steps) };

    /// <summary>The same, at most so plain.</summary>
    public NameReading AtMost(NameStrength most) => Strength > most ? this with { Strength = most } : this;
}
