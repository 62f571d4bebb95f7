using System.Diagnostics.CodeAnalysis;
using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Report;

/// <summary>Where a report goes and as what.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="Format">What its extension asks for.</param>
/// <param name="EmbedAudio">True puts the sounds themselves into an HTML page.</param>
internal sealed record ReportTarget(string Path, ReportFormat Format, bool EmbedAudio)
{
    /// <summary>Tells the format by the extension.</summary>
    public static bool TryGetFormat(string path, [NotNullWhen(true)] out ReportFormat? format)
    {
        format = System.IO.Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => ReportFormat.Csv,
            ".JSON" => ReportFormat.Json,
            ".HTML" or ".HTM" => ReportFormat.Html,
            _ => null,
        };
        return format is not null;
    }

    /// <inheritdoc cref="OutputFile.CheckWritable" />
    public void CheckWritable() => OutputFile.CheckWritable(Path, "report");
}

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
