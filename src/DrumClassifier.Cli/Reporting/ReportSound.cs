namespace DrumClassification.Cli.Reporting;

/// <summary>An entry with what a page shows of it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Thumbnail">Its picture; null where the report has none or the file cannot be read.</param>
/// <param name="EmbeddedAudio">The sound as a data address; null where it is only referred to.</param>
internal sealed record ReportSound(ReportEntry Entry, SoundThumbnail? Thumbnail = null, string? EmbeddedAudio = null);
