using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Output;

/// <summary>
/// One JSON object a line: <c>{"source":…,"outcome":…,"destination":…,"folder":…,"label":…,"confidence":…,"probabilities":{…},"duplicateOf":…,"reason":…,"dryRun":…}</c>;
/// what does not apply is null. Scripts depend on this format.
/// </summary>
internal sealed class JsonSortRecordWriter(TextWriter output) : ISortRecordSink
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    /// <inheritdoc />
    public void Write(SortRecord record)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            json.WriteString("source", record.Source);
            json.WriteString("outcome", SortRecordFields.Name(record.Outcome));
            json.WriteString("destination", record.Destination);
            json.WriteString("folder", record.Folder);
            WriteClassification(json, record.Classification);
            json.WriteString("duplicateOf", record.DuplicateOf);
            json.WriteString("reason", record.Reason);
            json.WriteBoolean("dryRun", record.IsDryRun);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(_line.WrittenSpan));
        output.Write('\n');
        output.Flush();
    }

    private static void WriteClassification(Utf8JsonWriter json, Classification? found)
    {
        json.WriteString("label", found?.Label);
        if (found is null)
        {
            json.WriteNull("confidence");
            json.WriteNull("probabilities");
            return;
        }

        json.WriteNumber("confidence", found.Confidence);
        json.WriteStartObject("probabilities");
        foreach (LabelProbability entry in found.Probabilities)
        {
            json.WriteNumber(entry.Label, entry.Probability);
        }

        json.WriteEndObject();
    }
}
