namespace DrumClassification.Cli.Results;

/// <summary>The colour of each class on a terminal.</summary>
internal static class ClassColour
{
    /// <summary>Name of the colour for markup; grey for a class of somebody else's model, and for none.</summary>
    public static string Of(string? label) => label switch
    {
        DrumLabels.Kick => "red",
        DrumLabels.Hat => "yellow",
        DrumLabels.Snare => "blue",
        DrumLabels.Cymbal => "olive",
        DrumLabels.Tom => "green",
        DrumLabels.Clap => "fuchsia",
        _ => "silver",
    };
}
