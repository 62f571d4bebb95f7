using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DrumClassification.Tooling.Records;

/// <summary>Writes one JSON object a line, each at once, so that what reads the pipe sees it as it comes. Scripts depend on this: it loses nothing.</summary>
internal sealed class JsonRecordWriter<T>(TextWriter output, IReadOnlyList<Column<T>> columns) : IRecordWriter<T>
{
    // Paths stay readable: only what JSON itself demands is escaped. The lines go to programs, not into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Writes a record as an object, in a document of which it is a part.</summary>
    public static void WriteObject(Utf8JsonWriter json, IEnumerable<Column<T>> columns, T record)
    {
        json.WriteStartObject();
        foreach (Column<T> column in columns.Where(column => column.InJson))
        {
            json.WritePropertyName(column.Name);
            WriteValue(json, column.Value(record));
        }

        json.WriteEndObject();
    }

    /// <inheritdoc />
    public void Write(T record)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            WriteObject(json, columns, record);
        }

        output.Write(Encoding.UTF8.GetString(_line.WrittenSpan));
        output.Write('\n');
        output.Flush();
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IReadOnlyDictionary<string, object?> members:
                json.WriteStartObject();
                foreach ((string name, object? member) in members)
                {
                    json.WritePropertyName(name);
                    WriteValue(json, member);
                }

                json.WriteEndObject();
                break;
            case IEnumerable<string> list:
                json.WriteStartArray();
                foreach (string text in list)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            case IEnumerable<LabelProbability> probabilities:
                json.WriteStartObject();
                foreach (LabelProbability entry in probabilities)
                {
                    json.WriteNumber(entry.Label, entry.Probability);
                }

                json.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"A column has a value of the type {value.GetType()}, which no format writes.");
        }
    }
}
