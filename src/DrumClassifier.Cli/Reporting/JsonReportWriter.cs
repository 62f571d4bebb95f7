using System.Text.Encodings.Web;
using System.Text.Json;
using DrumClassification.Cli.Output;

namespace DrumClassification.Cli.Reporting;

/// <summary>One JSON document: what was done, with which model, and under "sounds" one object a file.</summary>
internal static class JsonReportWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report as UTF-8.</summary>
    public static void Write(Stream stream, ReportHeading heading, IEnumerable<ReportSound> sounds)
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
        json.WriteStartArray("sounds");
        foreach (ReportSound sound in sounds)
        {
            WriteSound(json, sound.Entry);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSound(Utf8JsonWriter json, ReportEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("path", entry.Path);
        json.WriteString("outcome", entry.Outcome);
        json.WriteString("destination", entry.Destination);
        if (entry.Classification is { } found)
        {
            json.WriteString("label", found.Label);
            json.WriteNumber("confidence", found.Confidence);
            ClassificationFields.WriteProbabilities(json, found);
            json.WriteNumber("seconds", Math.Round(found.Duration.TotalSeconds, 4));
        }
        else
        {
            json.WriteNull("label");
            json.WriteNull("confidence");
            json.WriteNull("probabilities");
            json.WriteNull("seconds");
        }

        json.WriteString("reason", entry.Reason);
        ClassificationFields.WriteDoubt(json, "uncertainReason", entry.Classification);
        json.WriteEndObject();
    }
}
