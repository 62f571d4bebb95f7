using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumClassification.Training.Files;

/// <summary>How the trainer writes and reads JSON: camel case, enums by name.</summary>
internal static class TrainingJson
{
    /// <summary>Indented, for files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>On one line, for metadata.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>Refuses properties it does not know, for files that people write.</summary>
    public static JsonSerializerOptions Strict { get; } = new(Create(indented: true)) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads a file that people write.</summary>
    /// <param name="what">What it should hold, for the error.</param>
    /// <param name="check">Throws if the value is not usable.</param>
    /// <exception cref="DataSetException">The file is missing or holds no usable value.</exception>
    public static T Read<T>(string path, string what, Action<T> check)
    {
        try
        {
            T value = JsonSerializer.Deserialize<T>(File.ReadAllText(path), Strict) ?? throw new JsonException("It is null.");
            check(value);
            return value;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or IOException or UnauthorizedAccessException or InvalidModelException)
        {
            throw new DataSetException($"'{path}' holds no usable {what}: {exception.Message}", exception);
        }
    }

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
