namespace DrumClassification.Cli.Reporting;

/// <summary>What a report is written as.</summary>
internal enum ReportFormat
{
    /// <summary>RFC 4180, one record a file.</summary>
    Csv,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One page that needs nothing beside it but the sounds it plays.</summary>
    Html,
}
