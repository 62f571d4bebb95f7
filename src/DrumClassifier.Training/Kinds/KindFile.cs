namespace DrumClassification.Training.Kinds;

/// <summary>A label file as JSON: which kinds there are, and which of them the data sets' <c>fine</c> stands for.</summary>
internal sealed record KindFile
{
    /// <summary>The kinds, in the order in which a model scores them.</summary>
    public required IReadOnlyList<KindEntry> Kinds { get; init; }

    /// <summary>
    /// What <c>fine</c> says where it does not decide between several kinds, such as <c>perc</c>: the kinds it may be. A <c>fine</c> that stands nowhere may
    /// be any kind of its row's class.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Several { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>One kind of a label file.</summary>
internal sealed record KindEntry
{
    /// <summary>Its name: lower-case letters, digits and underscores, because folders are called so.</summary>
    public required string Name { get; init; }

    /// <summary>The class that it is a kind of; null for a kind of none of the classes.</summary>
    public string? Class { get; init; }

    /// <summary>False for what is no percussion at all, such as a voice. Default true.</summary>
    public bool Percussion { get; init; } = true;

    /// <summary>What the data sets call it in <c>fine</c>.</summary>
    public required IReadOnlyList<string> Fine { get; init; }
}
