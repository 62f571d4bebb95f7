using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumClassification.Training;

/// <summary>How the trainer writes and reads JSON: camel case, enums by name.</summary>
public static class TrainingJson
{
    /// <summary>Indented, for files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>On one line, for metadata.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>Refuses properties it does not know, for files that people write.</summary>
    public static JsonSerializerOptions Strict { get; } = new(Create(indented: true)) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
