namespace DrumClassification.Training.Neighbours;

/// <summary>How the neighbour stage is built and trained.</summary>
internal sealed record NeighbourSettings
{
    /// <summary>Length of what a sound is summed up in.</summary>
    public int Width { get; init; } = 48;

    /// <summary>Heads of the attention; divide <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Hidden values of the last part.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Steps of the optimizer.</summary>
    public int Steps { get; init; } = 600;

    /// <summary>Folders in a step.</summary>
    public int Folders { get; init; } = 8;

    /// <summary>Rate at the start; it falls to zero along a cosine.</summary>
    public double LearningRate { get; init; } = 4e-3;

    /// <summary>Decay of the weights (AdamW).</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>Share of what is heard of the others that is dropped in training.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>What a sound of none of the classes weighs beside one of them: its target is the same probability for every class.</summary>
    public double OtherWeight { get; init; } = 0.5;

    /// <summary>Smallest folder that is drawn.</summary>
    public int FewestSounds { get; init; } = 2;

    /// <summary>Largest folder that is drawn.</summary>
    public int MostSounds { get; init; } = 64;
}
