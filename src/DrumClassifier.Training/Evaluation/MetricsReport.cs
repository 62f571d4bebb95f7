namespace DrumClassification.Training.Evaluation;

/// <summary>Everything a later comparison needs to know about one trained model: the content of <c>metrics.json</c>.</summary>
internal sealed record MetricsReport : MeasurementReport
{
    /// <summary>Name of the architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>Name of the recipe; null for figures that no training made.</summary>
    public string? Recipe { get; init; }

    /// <summary>Number of trained parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-adds for one sound; null if not counted.</summary>
    public long? MultiplyAdds { get; init; }

    /// <summary>The random seed.</summary>
    public int Seed { get; init; }

    /// <summary>The front end.</summary>
    public required FrontEndSettings FrontEnd { get; init; }

    /// <summary>How scores become probabilities.</summary>
    public ModelCalibration? Calibration { get; init; }

    /// <summary>Number of sounds in each part: keys "train", "validation", "test".</summary>
    public IReadOnlyDictionary<string, int> SplitSizes { get; init; } = new Dictionary<string, int>();

    /// <summary>Mean wall-clock seconds of an epoch; null if nothing was trained.</summary>
    public double? SecondsPerEpoch { get; init; }

    /// <summary>Mean number of training sounds a second; null if nothing was trained.</summary>
    public double? ClipsPerSecond { get; init; }

    /// <summary>The epoch whose weights were kept, from 1; null if nothing was trained.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>One entry an epoch.</summary>
    public IReadOnlyList<EpochMetrics> Epochs { get; init; } = [];

    /// <summary>The figures, by what they were measured on: "validation", "test".</summary>
    public required IReadOnlyDictionary<string, ClassificationMetrics> Results { get; init; }

    /// <summary>How far the confidence can be trusted, on the validation sounds; null if not measured.</summary>
    public ConfidenceMetrics? Confidence { get; init; }

    /// <summary>How often kinds are named rightly, on the validation sounds; null for a model that knows none.</summary>
    public KindMetrics? Kinds { get; init; }
}
