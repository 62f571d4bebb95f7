namespace DrumClassification.Tests;

/// <summary>How a channel of a FLAC frame is stored.</summary>
public enum FlacCodingKind
{
    /// <summary>One value for all samples.</summary>
    Constant,

    /// <summary>The samples as they are.</summary>
    Verbatim,

    /// <summary>Polynomial prediction of an order from 0 to 4.</summary>
    Fixed,

    /// <summary>Prediction with coefficients of one's own.</summary>
    Linear,
}

/// <summary>What a FLAC encoder may choose for a channel of a frame.</summary>
/// <param name="Kind">How the samples are stored.</param>
public sealed record FlacCoding(FlacCodingKind Kind)
{
    /// <summary>Order of a fixed predictor.</summary>
    public int Order { get; init; }

    /// <summary>Coefficients of a linear predictor, that of the newest sample first.</summary>
    public IReadOnlyList<int> Coefficients { get; init; } = [];

    /// <summary>Bits of a coefficient, 1 … 15.</summary>
    public int Precision { get; init; } = 12;

    /// <summary>Bits by which the predictor's sum is shifted down, 0 … 15.</summary>
    public int Shift { get; init; } = 10;

    /// <summary>Lowest bits of every sample that are 0 and left out.</summary>
    public int WastedBits { get; init; }

    /// <summary>The residual has 2 to this power partitions.</summary>
    public int PartitionOrder { get; init; }

    /// <summary>Bits of a partition's Rice parameter: 4 or 5.</summary>
    public int ParameterBits { get; init; } = 4;

    /// <summary>The Rice parameter; null for the best of each partition.</summary>
    public int? Parameter { get; init; }

    /// <summary>Whether every second partition, the first among them, is stored without Rice codes.</summary>
    public bool Escape { get; init; }
}

/// <summary>What a FLAC encoder may choose for a frame.</summary>
public sealed record FlacFrameCoding
{
    /// <summary>One for all channels, or one each.</summary>
    public IReadOnlyList<FlacCoding> Channels { get; init; } = [new(FlacCodingKind.Fixed) { Order = 2 }];

    /// <summary>The four bits that say how two channels are stored: 8 left/side, 9 side/right, 10 mid/side; null for independent.</summary>
    public int? StereoCode { get; init; }

    /// <summary>The four bits of the block size; null for the shortest.</summary>
    public int? BlockSizeCode { get; init; }

    /// <summary>The four bits of the sampling rate; 0 is "as STREAMINFO says".</summary>
    public int RateCode { get; init; }

    /// <summary>Whether the header has the bits of a sample, where there is a code for them.</summary>
    public bool HasBits { get; init; }

    /// <summary>Number of the frame, or of the first sample; null for the next one.</summary>
    public long? Number { get; init; }
}
