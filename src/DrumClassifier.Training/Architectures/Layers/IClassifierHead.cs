namespace DrumClassification.Training.Architectures.Layers;

/// <summary>A layer that can end a network: from a vector, the embedding, to one score a class.</summary>
internal interface IClassifierHead
{
    /// <summary>Length of the embedding.</summary>
    int Inputs { get; }

    /// <summary>Number of classes.</summary>
    int Outputs { get; }
}
