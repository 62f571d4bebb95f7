using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Report;

/// <summary>Reports for programs, as UTF-8.</summary>
internal static class ReportData
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes RFC 4180: a header, then one record a file.</summary>
    public static void WriteCsv(Stream stream, ReportHeading heading, IEnumerable<ReportEntry> entries)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        new CsvRecordWriter<ReportEntry>(text, ReportColumns.For(heading.Model.Labels)).WriteAll(entries);
    }

    /// <summary>Writes one JSON document: what was done, with which model, and under "sounds" one object a file.</summary>
    public static void WriteJson(Stream stream, ReportHeading heading, IEnumerable<ReportEntry> entries)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("title", heading.Title);
        json.WriteString("created", heading.Created);
        json.WriteBoolean("interrupted", heading.Interrupted);
        json.WriteString("model", heading.Model.Source);
        json.WriteNumber("uncertainBelow", heading.UncertainBelow);
        json.WriteStartArray("labels");
        foreach (string label in heading.Model.Labels)
        {
            json.WriteStringValue(label);
        }

        json.WriteEndArray();
        json.WriteStartArray("kinds");
        foreach (ModelKind kind in heading.Model.Kinds)
        {
            json.WriteStringValue(kind.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("sounds");
        IReadOnlyList<Column<ReportEntry>> columns = ReportColumns.For(heading.Model.Labels);
        foreach (ReportEntry entry in entries)
        {
            JsonRecordWriter<ReportEntry>.WriteObject(json, columns, entry);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
