namespace DrumClassification.Cli.Results;

/// <summary>The colour of each class on a terminal.</summary>
internal static class ClassColour
{
    private static readonly string[] OfOthers = ["aqua", "teal", "lime", "purple", "maroon", "navy"];

    /// <summary>Name of the colour for markup; for a class of somebody's own always the same one by its name, grey for none.</summary>
    public static string Of(string? label) => label switch
    {
        DrumLabels.Kick => "red",
        DrumLabels.Hat => "yellow",
        DrumLabels.Snare => "blue",
        DrumLabels.Cymbal => "olive",
        DrumLabels.Tom => "green",
        DrumLabels.Clap => "fuchsia",
        null or Answer.Percussion => "silver",
        _ => OfOthers[label.Aggregate(0, (sum, letter) => ((31 * sum) + letter) & 0xFFFFFF) % OfOthers.Length],
    };
}
