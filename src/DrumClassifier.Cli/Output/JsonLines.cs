using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DrumClassification.Cli.Output;

/// <summary>Writes one JSON object a line, each at once, so that what reads the pipe sees it as it comes.</summary>
internal sealed class JsonLines(TextWriter output)
{
    // Paths stay readable: only what JSON itself demands is escaped. The lines go to programs, not into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Writes an object with the members that <paramref name="writeMembers"/> writes.</summary>
    public void Write(Action<Utf8JsonWriter> writeMembers)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(_line.WrittenSpan));
        output.Write('\n');
        output.Flush();
    }
}
