using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DrumClassification.Cli.Scale;

/// <summary>One part of a list of files that several processes share: which part a file is in depends on its path alone.</summary>
/// <param name="Index">Which part, 0 … <paramref name="Count"/> − 1.</param>
/// <param name="Count">How many parts there are, at least 1.</param>
internal sealed partial record Shard(int Index, int Count)
{
    /// <summary>The only part there is.</summary>
    public static Shard Whole { get; } = new(0, 1);

    /// <summary>True if a file is in this part.</summary>
    /// <param name="path">Its fingerprint.</param>
    public bool Holds(PathFingerprint path) => path.Head % (ulong)Count == (ulong)Index;

    /// <summary>"2/8", as it is typed.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>Reads what is typed, or says what it must be.</summary>
    public static Shard? Parse(ArgumentResult result)
    {
        string word = result.Tokens[0].Value;
        if (Shape().Match(word) is { Success: true } match
            && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index < count)
        {
            return new Shard(index, count);
        }

        result.AddError($"--shard is '{word}'; it must be part/parts, counted from 0: 0/4, 1/4, 2/4 and 3/4 are all there are of four.");
        return null;
    }

    [GeneratedRegex("^([0-9]+)/([0-9]+)$")]
    private static partial Regex Shape();
}
