using DrumClassification.Cli.Results;

namespace DrumClassification.Cli.Report;

/// <summary>What a report tells of one file.</summary>
/// <param name="Path">The file as it was found.</param>
/// <param name="Location">Where it lies now, for pictures and playing: the path it was found at, unless a sort has moved it.</param>
/// <param name="Classification">What the model said; null if the file was not classified.</param>
/// <param name="Reason">Why it was not classified, or not sorted; names the file. Null if all went well.</param>
internal sealed record ReportEntry(string Path, string Location, Classification? Classification, string? Reason)
{
    /// <summary>Where a sort puts (or, in a dry run, would put) the file; null if it stays.</summary>
    public string? Destination { get; init; }

    /// <summary>What a sort did with it, in a word or two; null if nothing was to be done.</summary>
    public string? Outcome { get; init; }

    /// <summary>True for what was passed over because it is no sound.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>What is heard alone, and what the name says; null if nothing was heard.</summary>
    public NameOutcome? Names { get; init; }

    /// <summary>An entry for a file that was only looked at.</summary>
    public static ReportEntry From(FileClassification file) =>
        new(file.Path, file.Path, file.Classification, file.Error?.Message) { Names = NameOutcome.Of(file) };
}

/// <summary>An entry with what a page shows of it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Thumbnail">Its picture; null if the report has none or the file cannot be read.</param>
/// <param name="EmbeddedAudio">The sound as a data address; null if it is only referred to.</param>
internal sealed record ReportSound(ReportEntry Entry, SoundThumbnail? Thumbnail = null, string? EmbeddedAudio = null);

/// <summary>What a report says about itself.</summary>
/// <param name="Title">What was done, such as "Sorted 'Samples' into 'Sorted'".</param>
/// <param name="Model">The model that said it.</param>
/// <param name="UncertainBelow">The confidence below which a sound is uncertain, 0 … 1.</param>
/// <param name="Created">When.</param>
internal sealed record ReportHeading(string Title, ModelInfo Model, float UncertainBelow, DateTimeOffset Created)
{
    /// <summary>True if the work was stopped before its end, so that files are missing.</summary>
    public bool Interrupted { get; init; }
}
