using DrumClassification.Synthesis;

namespace DrumClassification.Cli.Demo;

/// <summary>One sound of the demo kit.</summary>
/// <param name="Label">Which of the six classes it is.</param>
/// <param name="Description">What it imitates, such as "open hat, 808".</param>
/// <param name="Settings">How it is made.</param>
internal sealed record DemoSound(string Label, string Description, DrumSettings Settings);
