namespace DrumClassification.Cli.Demo;

/// <summary>One sound of the demo, and what the model made of it.</summary>
/// <param name="FileName">Its name in the unsorted folder.</param>
/// <param name="Sound">What it is.</param>
/// <param name="Classification">What the model said.</param>
internal sealed record DemoResult(string FileName, DemoSound Sound, Classification Classification)
{
    /// <summary>True where the model is right.</summary>
    public bool IsRight => Classification.Label == Sound.Label;
}
