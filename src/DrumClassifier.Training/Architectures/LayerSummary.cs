namespace DrumClassification.Training.Architectures;

/// <summary>One row of an architecture's summary.</summary>
/// <param name="Name">The layer's name inside its parent; joined by dots, these are the names in checkpoints.</param>
/// <param name="Depth">0 at the top, one more inside every composite layer.</param>
/// <param name="Description">What the layer is, with its settings.</param>
/// <param name="IsComposite">True for a row that only heads the rows of its parts, which count for themselves.</param>
/// <param name="Output">Shape of one sample after it.</param>
/// <param name="Parameters">Trained parameters; of all its parts for a composite layer.</param>
/// <param name="MultiplyAdds">Multiply-adds for one sample; of all its parts for a composite layer.</param>
internal sealed record LayerSummary(
    string Name,
    int Depth,
    string Description,
    bool IsComposite,
    TensorShape Output,
    long Parameters,
    long MultiplyAdds);
