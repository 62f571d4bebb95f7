using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DrumClassification.Cli.Output;

/// <summary>
/// One JSON object a line:
/// <c>{"path":…,"label":…,"confidence":…,"probabilities":{…},"error":null}</c>; for a file that failed, everything but path
/// and error is null. Scripts depend on this format: it may gain nothing and lose nothing.
/// </summary>
internal sealed class JsonResultWriter(TextWriter output) : IResultWriter
{
    // Paths stay readable: only what JSON itself demands is escaped. The lines go to programs, not into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    /// <inheritdoc />
    public void Write(FileClassification file)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            if (file.Classification is { } found)
            {
                json.WriteString("label", found.Label);
                json.WriteNumber("confidence", found.Confidence);
                json.WriteStartObject("probabilities");
                foreach (LabelProbability entry in found.Probabilities)
                {
                    json.WriteNumber(entry.Label, entry.Probability);
                }

                json.WriteEndObject();
                json.WriteNull("error");
            }
            else
            {
                json.WriteNull("label");
                json.WriteNull("confidence");
                json.WriteNull("probabilities");
                json.WriteString("error", file.Error?.Message);
            }

            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(_line.WrittenSpan));
        output.Write('\n');
        output.Flush();
    }
}
