namespace DrumClassification.Training.Neighbours;

/// <summary>How the neighbour stage is built and trained.</summary>
internal sealed record NeighbourSettings
{
    /// <summary>What the cosine of two embeddings weighs in each head when training begins; 0 hears the whole folder alike.</summary>
    public IReadOnlyList<float> Sharpness { get; init; } = [0, 8, 20, 40];

    /// <summary>Number of sounds that a folder is imagined to have beside its own, in the usual shares, in heads that hear the whole folder alike.</summary>
    public float ImaginedSounds { get; init; } = 10;

    /// <summary>Steps of the optimizer.</summary>
    public int Steps { get; init; } = 600;

    /// <summary>Folders in a step.</summary>
    public int Folders { get; init; } = 8;

    /// <summary>Rate at the start; it falls to zero along a cosine.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>What the squares of the weights between classes cost in the loss.</summary>
    public double Penalty { get; init; } = 0.1;

    /// <summary>Share of folders that are one kit or pack, 0 … 1.</summary>
    public double KitShare { get; init; } = 0.75;

    /// <summary>Share of folders that are parts of several.</summary>
    public double SeveralKitsShare { get; init; } = 0.1;

    /// <summary>Share of folders with sounds of one class from many kits; the rest are sounds from anywhere. Kits and packs have enough of such folders of their own.</summary>
    public double OneClassShare { get; init; }

    /// <summary>What part of the corrections is kept, 0 … 1: a stage is surer of folders like those that it has seen than of folders from elsewhere.</summary>
    public double Kept { get; init; } = 0.5;

    /// <summary>What a sound of none of the classes weighs beside one of them: its target is the same probability for every class.</summary>
    public double OtherWeight { get; init; } = 0.5;

    /// <summary>Smallest folder that is drawn.</summary>
    public int FewestSounds { get; init; } = 2;

    /// <summary>Largest folder that is drawn.</summary>
    public int MostSounds { get; init; } = 64;
}
