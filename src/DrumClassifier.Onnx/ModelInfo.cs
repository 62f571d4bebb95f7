namespace DrumClassification;

/// <summary>The model a classifier runs: its own manifest, and what the graph adds to it.</summary>
/// <param name="Manifest">What the model file says about itself.</param>
/// <param name="EmbeddingLength">Number of values of an embedding, the vector before the last layer; 1 or more.</param>
/// <param name="Source">Where the model came from: a full path, or words for a stream and the embedded model.</param>
/// <param name="SizeInBytes">Size of the model file in bytes.</param>
public sealed record ModelInfo(ModelManifest Manifest, int EmbeddingLength, string Source, long SizeInBytes)
{
    /// <summary>True if the model has a stage that corrects the sounds of one folder by each other: see <see cref="IDrumClassifier.ClassifyTogether"/>.</summary>
    public bool HasNeighbours { get; init; }

    /// <summary>The classes, in the order of all probabilities.</summary>
    public IReadOnlyList<string> Labels => Manifest.Labels;

    /// <summary>The kinds that the model tells apart beyond its labels; empty if it knows none.</summary>
    public IReadOnlyList<ModelKind> Kinds => Manifest.Kinds;

    /// <summary>How samples become the network's input.</summary>
    public FrontEndSettings FrontEnd => Manifest.FrontEnd;

    /// <summary>How scores become probabilities, as the model file has it.</summary>
    public ModelCalibration Calibration => Manifest.Calibration;

    /// <summary>Where the model comes from: architecture, data, command, date.</summary>
    public ModelProvenance Provenance => Manifest.Provenance;
}
