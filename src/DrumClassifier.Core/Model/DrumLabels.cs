namespace DrumClassification;

/// <summary>The six classes, in the order used everywhere: in model files, probabilities, tables and folders.</summary>
public static class DrumLabels
{
    /// <summary>Bass drum.</summary>
    public const string Kick = "kick";

    /// <summary>Hi-hat: open, closed or pedal.</summary>
    public const string Hat = "hat";

    /// <summary>Snare drum.</summary>
    public const string Snare = "snare";

    /// <summary>Crash, ride, splash, china.</summary>
    public const string Cymbal = "cymbal";

    /// <summary>Tom-tom of any pitch.</summary>
    public const string Tom = "tom";

    /// <summary>Hand clap.</summary>
    public const string Clap = "clap";

    /// <summary>All six, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Kick, Hat, Snare, Cymbal, Tom, Clap];
}
