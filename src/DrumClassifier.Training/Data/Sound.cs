namespace DrumClassification.Training.Data;

/// <summary>One row of a data set: a sound file and what is known about it.</summary>
internal sealed record Sound
{
    private static readonly Dictionary<string, string> NoColumns = [];

    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Name of the data set's folder; numbered where two that are read together have the same.</summary>
    public string DataSet { get; init; } = "";

    /// <summary>Path relative to the data set, with forward slashes: the same on every machine.</summary>
    public required string Name { get; init; }

    /// <summary>The class: one of <see cref="DrumLabels.All"/>, another where a folder of classes has names of its own, or <see cref="LabelNames.Other"/>.</summary>
    public required string Label { get; init; }

    /// <summary>The pack, kit or session the sound comes from. Sounds of one group may be near-twins.</summary>
    public required string Group { get; init; }

    /// <summary>Its part in the random split; null if the data set has none.</summary>
    public DataSplit? RandomSplit { get; init; }

    /// <summary>Its part in the split by whole groups; null if the data set has none.</summary>
    public DataSplit? GroupSplit { get; init; }

    /// <summary>Sampling rate in Hz as the data set states it; 0 if it does not.</summary>
    public int SampleRate { get; init; }

    /// <summary>Length in seconds as the data set states it; 0 if it does not.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>Where the sound comes from; the name of the data set where it does not say.</summary>
    public required string Source { get; init; }

    /// <summary>What is known beyond the class, such as <c>open_hat</c>; the class itself where nothing is.</summary>
    public required string Fine { get; init; }

    /// <summary>What else the manifest says, by the name of its column; what is empty there is not here.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = NoColumns;

    /// <summary>How often it is heard in training beside the others, as <see cref="DataWeights"/> has it: 0 or more; 0 is not trained on.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>
    /// The part the sound has under a protocol; null if the data set has no split. A data set with only the one split is kept
    /// apart by it under either protocol, so that sets of both kinds can be trained on together.
    /// </summary>
    public DataSplit? SplitBy(SplitProtocol protocol) => protocol == SplitProtocol.Random ? RandomSplit ?? GroupSplit : GroupSplit ?? RandomSplit;
}
