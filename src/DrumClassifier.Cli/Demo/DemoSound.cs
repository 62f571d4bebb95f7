using DrumClassification.Cli.Results;
using DrumClassification.Synthesis;

namespace DrumClassification.Cli.Demo;

/// <summary>One sound of the demo kit.</summary>
/// <param name="Label">Which of the six classes it is.</param>
/// <param name="Description">What it imitates, such as "open hat, 808".</param>
/// <param name="Settings">How it is made.</param>
internal sealed record DemoSound(string Label, string Description, DrumSettings Settings);

/// <summary>One sound of the demo, and what the model made of it.</summary>
/// <param name="FileName">Its name in the unsorted folder.</param>
/// <param name="Sound">What it is.</param>
/// <param name="Classification">What the model said.</param>
internal sealed record DemoResult(string FileName, DemoSound Sound, Classification Classification)
{
    /// <summary>True if the model is right.</summary>
    public bool IsRight => Answer.Of(Classification).Name == Sound.Label;
}
